import { PlimsollError } from '../../model/error.ts';
import { nearest } from '../../util/nearest.ts';
import type { LazyCommand } from './command.ts';

export interface FoundCommand {
  readonly command: LazyCommand;
  /** What stands after the words of the command. */
  readonly rest: readonly string[];
}

/** The command that the first words name. `cli/unknown-command`, `cli/missing-command`. */
export function findCommand(argv: readonly string[], commands: readonly LazyCommand[]): FoundCommand {
  for (const words of [2, 1]) {
    const id = argv.slice(0, words).join('-');
    // No command is found by a name that has a dash of its own.
    const command =
      argv.length >= words && !argv[0]!.includes('-') ? commands.find((known) => known.id === id) : undefined;
    if (command !== undefined) return { command, rest: argv.slice(words) };
  }
  const [first = '', second] = argv;
  const below = commands.filter(({ id }) => id.startsWith(`${first}-`)).map(({ id }) => id.slice(first.length + 1));
  if (below.length > 0) throw missingCommand(first, second, below);
  const names = [...new Set(commands.map(({ id }) => id.split('-')[0]!))];
  const meant = nearest(first, names);
  throw new PlimsollError('cli/unknown-command', `there is no command ${JSON.stringify(first)}`, {
    help: [...(meant === undefined ? [] : [`did you mean ${meant}?`]), `the commands are ${names.join(', ')}`],
  });
}

function missingCommand(first: string, second: string | undefined, below: readonly string[]): PlimsollError {
  const known = `it is one of ${below.map((name) => `${first} ${name}`).join(', ')}`;
  if (second === undefined || second.startsWith('-'))
    return new PlimsollError('cli/missing-command', `${first} alone is no command`, { help: [known] });
  const meant = nearest(second, below);
  return new PlimsollError('cli/unknown-command', `there is no command ${JSON.stringify(`${first} ${second}`)}`, {
    help: [...(meant === undefined ? [] : [`did you mean ${first} ${meant}?`]), known],
  });
}
