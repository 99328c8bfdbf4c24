import { loadConfig } from '../../app/config/load-config.ts';
import { readFlags } from '../../app/config/parts/flags.ts';
import { PlimsollError } from '../../model/error.ts';
import type { Command } from './command.ts';
import { errorText } from './error-text.ts';
import { findCommand } from './find-command.ts';
import { usageOf, wordsOf } from './help-text.ts';
import { OpenSession, type Outside } from './open-session.ts';

/** Runs the command that the arguments name; gives the exit code. Every error ends here, as a line for people. */
export async function run(argv: readonly string[], outside: Outside): Promise<number> {
  let session: OpenSession | undefined;
  try {
    const { command, argv: rest } = await chosen(argv, outside);
    const { operands, given } = readFlags(rest, command.options, outside.surroundings.directory);
    checkOperands(command, operands);
    const config = await loadConfig(command.options, given, outside.surroundings);
    session = new OpenSession(config, operands, outside);
    const code = await command.run(session);
    return outside.signal.aborted ? 130 : code;
  } catch (cause) {
    session?.clear();
    if (outside.signal.aborted) return 130;
    outside.writeError(errorText(cause, session?.errorView ?? { unicode: true, paint: false, stack: false }));
    return 1;
  } finally {
    await session?.close();
  }
}

/** The command and its arguments; `--help` anywhere asks for the help of the command instead. */
async function chosen(argv: readonly string[], { commands }: Outside) {
  const found = findCommand(asCommand(argv), commands);
  const end = found.rest.indexOf('--');
  const flags = end < 0 ? found.rest : found.rest.slice(0, end);
  if (!flags.includes('--help') && !flags.includes('-h'))
    return { command: await found.command.load(), argv: found.rest };
  const help = commands.find(({ id }) => id === 'help')!;
  return { command: await help.load(), argv: wordsOf(found.command) };
}

/** Docker calls a plugin with the plugin's own name first. */
function asCommand(argv: readonly string[]): readonly string[] {
  const own = argv[0] === 'plimsoll' ? argv.slice(1) : argv;
  const [first] = own;
  if (first === undefined || first === '--help' || first === '-h') return ['help'];
  return first === '--version' || first === '-v' || first === '-V' ? ['version'] : own;
}

function checkOperands(command: Command, operands: readonly string[]): void {
  const missing = command.operands.find(({ count }, at) => count === undefined && operands[at] === undefined);
  const name = wordsOf(command).join(' ');
  if (missing !== undefined) {
    throw new PlimsollError('cli/missing-argument', `${name} needs ${missing.name}`, { help: [usageOf(command)] });
  }
  const most = command.operands.some(({ count }) => count === 'any') ? Infinity : command.operands.length;
  if (operands.length > most) {
    throw new PlimsollError('cli/too-many-arguments', `${name} has no use for ${JSON.stringify(operands[most])}`, {
      help: [usageOf(command)],
    });
  }
}
