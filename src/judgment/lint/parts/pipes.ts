import type { RunInstruction } from '../../../model/dockerfile.ts';
import type { LintContext } from '../../../model/lint.ts';
import type { ShellCommand } from '../../../model/shell.ts';

const NEAR = 400;
/** Line breaks that are none, comments between, then a pipe. */
const PIPE = /^(?:[ \t]|\\\r?\n(?:[ \t]*#[^\n]*\n)*)*\|(?!\|)/;
/** The same behind the end of a block. */
const PIPE_AFTER_BLOCK = /^(?:[\s;]|\\\r?\n(?:[ \t]*#[^\n]*\n)*|\)|\}|(?<![\w-])(?:fi|done|esac)(?![\w-]))*\|(?!\|)/;

/** The first command of a RUN whose output goes into a pipe; blocks at the other end have no place of their own in the script. */
export function firstPiped(
  source: string,
  run: RunInstruction,
  context: Pick<LintContext<unknown>, 'shell'>,
): { readonly piped: ShellCommand; readonly commands: readonly ShellCommand[] } | undefined {
  const commands = context.shell(run)?.commands ?? [];
  const piped = commands.find((command, at) => {
    if (command.joinedBy === '|' || command.joinedBy === '|&') return true;
    if (commands[at + 1]?.pipeline === command.pipeline && commands[at + 1]?.list === command.list) return true;
    const behind = source.slice(command.span.end, command.span.end + NEAR);
    if (PIPE.test(behind)) return true;
    // Behind `$(…)` in a string any sign may stand.
    return command.inside.at(-1)?.endsWith('substitution') === false && PIPE_AFTER_BLOCK.test(behind);
  });
  return piped && { piped, commands };
}
