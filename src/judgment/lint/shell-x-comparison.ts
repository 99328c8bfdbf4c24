import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellXComparison: LintRule = {
  id: 'shell-x-comparison',
  level: 'style',
  title: 'A letter before the values of a comparison',
  why: 'It helped against shells of the last century. Quotes are enough: `[ "$a" = b ]`.',
  aliases: ['SC2268'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { words } of scan.all('test'))
        for (const [at, { raw }] of words.entries()) {
          const [left, right] = [words[at - 1], words[at + 1]];
          if (!/^(?:==?|!=)$/.test(raw) || left === undefined || right === undefined) continue;
          if (/^"?x["$]/.test(left.raw) && /^["']?x/.test(right.raw)) yield { span: scan.spanOf(left) };
        }
  },
};
