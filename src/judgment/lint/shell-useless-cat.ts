import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellUselessCat: LintRule = {
  id: 'shell-useless-cat',
  level: 'style',
  title: 'cat of one file into a pipe',
  why: 'The next program can read the file itself: `program <file`.',
  aliases: ['SC2002'],
  isOptIn: true,
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { stages } of scan.all('pipeline')) {
        const [first] = stages;
        const named = stages.length > 1 && first?.kind === 'simple' ? namedCommand(first) : undefined;
        const [only] = named?.args ?? [];
        if (named?.name !== 'cat' || named.args.length !== 1 || only!.raw.startsWith('-')) continue;
        if (only!.parts.every(({ kind }) => kind !== 'glob' && kind !== 'brace')) yield { span: scan.spanOf(first!) };
      }
  },
};
