import type { LintRule } from '../../model/lint.ts';
import { type Command, commandAt, eachCommand, hasFlag } from './parts/commands.ts';

export const wgetProgress: LintRule = {
  id: 'wget-progress',
  level: 'info',
  title: 'wget draws its progress into the log of the build',
  why: 'Without a terminal wget prints a dot for each kilobyte: thousands of lines that hide what the build has to say. --progress=dot:giga is enough.',
  aliases: ['DL3047'],
  *check(file, context) {
    for (const { command } of eachCommand(file, context)) {
      if (command.name === 'wget' && !isQuiet(command))
        yield { span: command.nameSpan, subject: command.args.map(({ text }) => text).join(' ') };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'add --progress=dot:giga',
    edits(violation, file, context) {
      const found = commandAt(file, context, violation);
      if (found === undefined) return [];
      const { end } = found.command.nameSpan;
      const text = found.command.shell === undefined ? ', "--progress=dot:giga"' : ' --progress=dot:giga';
      return [{ span: { start: end, end }, text }];
    },
  },
};

/** Nothing, little, or into a file. */
function isQuiet(command: Command): boolean {
  const says = hasFlag(command, 'progress', 'q', 'quiet', 'no-verbose', 'o', 'output-file', 'a', 'append-output');
  return says || command.args.some(({ text }) => text.startsWith('-nv'));
}
