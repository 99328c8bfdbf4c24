import type { LintRule } from '../../model/lint.ts';
import { mayBeList, quoteEdits } from './parts/shell-quote-edits.ts';
import { isCommandName, isSplit } from './parts/shell-quoting.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

/** What these print is made to be split. */
const PRINTS_WORDS = new Set(['seq', 'pgrep']);

export const shellUnquotedSubstitution: LintRule = {
  id: 'shell-unquoted-substitution',
  level: 'warning',
  title: 'What a command prints is split into words',
  why: 'Outside of double quotes each blank in the output begins another argument and each `*` becomes names of files, so that one odd line changes what is run.',
  aliases: ['SC2046'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const part of scan.all('substitution')) {
        const [only] = part.body.items;
        if (part.form === '<(' || part.form === '>(' || only === undefined) continue;
        const stage = part.body.items.length === 1 ? only.chain.items[0]!.stages[0] : undefined;
        if (stage?.kind === 'simple' && PRINTS_WORDS.has(namedCommand(stage)?.name ?? '')) continue;
        if (isSplit(scan, part, true) && !isCommandName(scan, part)) yield { span: scan.spanOf(part) };
      }
  },
  fix: {
    safety: 'suggested',
    summary: 'put the substitution into double quotes',
    edits: ({ span }, file) => (mayBeList(file, span) ? [] : quoteEdits(file, span)),
  },
};
