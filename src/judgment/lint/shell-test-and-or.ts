import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellTestAndOr: LintRule = {
  id: 'shell-test-and-or',
  level: 'warning',
  title: '-a and -o inside of [ ] are not well defined',
  why: 'With some values the shell cannot tell the operator from an operand. `[ a ] && [ b ]` has no such gap.',
  aliases: ['SC2166'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { words, isDouble } of scan.all('test')) {
        if (isDouble) continue;
        for (const [at, word] of words.entries()) {
          const isBetween = at > 0 && at + 1 < words.length && words[at - 1]!.raw !== '!';
          if (isBetween && (word.raw === '-a' || word.raw === '-o'))
            yield { span: scan.spanOf(word), subject: word.raw };
        }
      }
  },
};
