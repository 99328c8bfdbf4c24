import type { LintRule } from '../../model/lint.ts';
import { constantCase } from './parts/shell-constants.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';

export const shellConstantTest: LintRule = {
  id: 'shell-constant-test',
  level: 'warning',
  title: 'The test always has the same outcome',
  why: 'There is no variable in it: a `$` is missing, or the blanks around `=`.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      for (const test of scan.all('test')) {
        const found = constantCase(test);
        if (found !== undefined) yield { span: scan.spanOf(found.word ?? test), alias: found.code, level: found.level };
      }
      for (const { word } of scan.all('case'))
        if (literalOf(word) !== undefined)
          yield { span: scan.spanOf(word), alias: 'SC2194', message: 'The word of this case never changes' };
    }
  },
};
