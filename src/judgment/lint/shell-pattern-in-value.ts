import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellPatternInValue: LintRule = {
  id: 'shell-pattern-in-value',
  level: 'warning',
  title: 'A wildcard in an assignment stays as it is',
  why: 'The shell looks for files when the variable is used without quotes, not here: with quotes the pattern itself arrives.',
  aliases: ['SC2125'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const one of scan.all('assignment')) {
        const part = one.value?.parts.find(({ kind }) => kind === 'glob' || kind === 'brace');
        if (part !== undefined) yield { span: scan.spanOf(one), subject: one.name };
      }
  },
};
