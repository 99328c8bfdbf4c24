import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { ShellTreeWord } from './parts/shell-tree.ts';
import { literalOf } from './parts/shell-walk.ts';
import { type NamedCommand, namedCommand } from './parts/shell-words.ts';

const FIND_PATTERNS = /^-(?:name|lname|iname|path|ipath|wholename|iwholename|regex|iregex)$/;

export const shellUnquotedPattern: LintRule = {
  id: 'shell-unquoted-pattern',
  level: 'warning',
  title: 'The shell replaces the pattern before the program sees it',
  why: 'As long as no file fits, the pattern arrives; once one does, `find -name *.txt` looks for that one name, or fails for two.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named === undefined) continue;
        for (const [word, alias] of patternsOf(named))
          if (word.parts.some(({ kind }) => kind === 'glob'))
            yield { span: scan.spanOf(word), subject: word.raw, alias };
      }
  },
  fix: {
    safety: 'suggested',
    summary: 'put the pattern into single quotes',
    edits({ span }, { source }) {
      const text = source.slice(span.start, span.end);
      return /^[\w*?.\][/:@%+,=-]+$/.test(text) ? [{ span, text: `'${text}'` }] : [];
    },
  },
};

function patternsOf({ name, args }: NamedCommand): readonly (readonly [ShellTreeWord, string])[] {
  if (name === 'find')
    return args.flatMap((word, at) => (FIND_PATTERNS.test(args[at - 1]?.raw ?? '') ? [[word, 'SC2061'] as const] : []));
  if (name === 'tr') return args.map((word) => [word, 'SC2060'] as const);
  if (name !== 'grep') return [];
  const at = args.findIndex((word) => !word.raw.startsWith('-'));
  const isGiven = args.some((word) => /^-(?:\w*[ef]|-regexp|-file)/.test(literalOf(word) ?? ''));
  return at < 0 || isGiven ? [] : [[args[at]!, 'SC2062'] as const];
}
