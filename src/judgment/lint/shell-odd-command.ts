import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { ShellTreeWord } from './parts/shell-tree.ts';
import { literalOf } from './parts/shell-walk.ts';

/** Each with what is said. */
const MESSAGES = {
  SC2215:
    'An option stands where a command is expected: a backslash at the end of the line before is missing, or a blank follows it',
  SC2286: 'An empty word stands where a command is expected',
  SC2287: 'A directory stands where a command is expected',
  SC2288: 'The name of the command ends with a sign that names do not have',
} as const;

export const shellOddCommand: LintRule = {
  id: 'shell-odd-command',
  level: 'warning',
  title: 'This is run as a command, and hardly is one',
  why: 'The shell takes the first word of each command for a program, and the build fails there with "not found". Mostly a line was broken at the wrong place.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { words } of scan.all('simple')) {
        const alias = words[0] && caseOf(words[0]);
        if (alias === undefined) continue;
        const level = alias === 'SC2286' || alias === 'SC2287' ? 'error' : 'warning';
        yield {
          span: scan.spanOf(words[0]!),
          subject: words[0]!.raw.slice(0, 80),
          alias,
          level,
          message: MESSAGES[alias],
        };
      }
  },
};

function caseOf(word: ShellTreeWord): keyof typeof MESSAGES | undefined {
  const text = literalOf(word);
  if (text === undefined) return undefined;
  if (text === '') return 'SC2286';
  if (/^-/.test(word.raw)) return 'SC2215';
  if (text.endsWith('/')) return 'SC2287';
  const endsOddly = /[.,([{<>}\])#"'%]/.test(text.slice(-1)) && /[^.]/.test(text.slice(0, -1));
  return endsOddly || /^\.\.\.+$/.test(text) ? 'SC2288' : undefined;
}
