import type { CommandLine, Dockerfile, Edit, Instruction } from '../../model/dockerfile.ts';
import type { LintContext, LintRule } from '../../model/lint.ts';
import type { ShellWord } from '../../model/shell.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { oncePerFile } from './parts/once-per-file.ts';

/**
 * CMD, ENTRYPOINT and HEALTHCHECK for a shell. The fix is only ever suggested: without the shell the program is process 1 itself, and an
 * ENTRYPOINT begins to take what CMD and `docker run` say.
 */
export const execForm: LintRule = {
  id: 'exec-form',
  level: 'warning',
  title: 'The program is started by a shell, not by a list of words',
  why: 'The shell is then process 1 and keeps signals to itself: the program is never told to stop, and is killed after the grace period.',
  aliases: ['DL3025', 'JSONArgsRecommended'],
  *check({ instructions }) {
    for (const instruction of instructions)
      if (commandOf(instruction)?.form === 'shell')
        yield { span: instruction.keywordSpan, subject: instruction.keyword };
  },
  fix: {
    safety: 'suggested',
    summary: 'write it as a list of words',
    edits({ span }, file, context) {
      const instruction = instructionAt(file, span.start);
      if (
        instruction === undefined ||
        (instruction.keyword === 'ENTRYPOINT' && stagesWithCommand(file).has(instruction.stage))
      )
        return [];
      const words = plainWords(instruction, context);
      // An `exec` in front goes: it says what the list says.
      const start = commandOf(instruction)?.span.start;
      return words.map((word, index) => listEdit(words, index, start ?? word.span.start));
    },
  },
};

function commandOf(instruction: Instruction): CommandLine | undefined {
  const { keyword } = instruction;
  return keyword === 'CMD' || keyword === 'ENTRYPOINT' || keyword === 'HEALTHCHECK' ? instruction.command : undefined;
}

/** A shell forgets what CMD says; the program would get it as arguments. */
const stagesWithCommand = oncePerFile(
  ({ instructions }: Dockerfile) =>
    new Set(instructions.filter(({ keyword }) => keyword === 'CMD').map(({ stage }) => stage)),
);

/** What only a shell can do itself. */
const BUILTINS = new Set(
  '. : alias bg break cd command continue eval exit export fg getopts hash jobs local read readonly return set shift source times trap type ulimit umask unalias unset wait [ [['.split(
    ' ',
  ),
);

/** The words of a command in which a shell has nothing to do; an `exec` in front of it is left out. */
function plainWords(instruction: Instruction, context: LintContext): readonly ShellWord[] {
  const script = context.shell(instruction);
  const [command, ...more] = script?.commands ?? [];
  if (script === undefined || script.errors.length > 0 || command?.name === undefined || more.length > 0) return [];
  if (command.assignments.length + command.redirects.length + command.inside.length > 0) return [];
  const line = commandOf(instruction)?.span;
  const all = [command.name, ...command.args];
  const words = command.name.value === 'exec' && !command.args[0]?.raw.startsWith('-') ? all.slice(1) : all;
  if (words.length === 0 || BUILTINS.has(words[0]!.value ?? '.') || words.some((word) => !isPlain(word))) return [];
  // A trailing `&` or `;` belongs to no command.
  return line !== undefined && words.at(-1)!.span.end >= line.end ? words : [];
}

function isPlain({ value, expansions, hasGlob, raw }: ShellWord): boolean {
  return (
    value !== undefined &&
    expansions.length === 0 &&
    !hasGlob &&
    !/^[~[]|\{[^{}]*[,.]|\n/.test(raw) &&
    /^[\x20-\x7e]*$/.test(value)
  );
}

/** Blanks and continuations between the words stay as they are. */
function listEdit(words: readonly ShellWord[], index: number, start: number): Edit {
  const { span, value } = words[index]!;
  const text = `${index === 0 ? '[' : ''}${JSON.stringify(value)}${index + 1 < words.length ? ',' : ']'}`;
  return { span: index === 0 ? { start, end: span.end } : span, text };
}
