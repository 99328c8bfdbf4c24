import type { LintRule } from '../../model/lint.ts';
import { isSplit } from './parts/shell-quoting.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';

export const shellQuotesInValue: LintRule = {
  id: 'shell-quotes-in-value',
  level: 'warning',
  title: 'Quotes in a value are not taken for quotes',
  why: 'When the variable is used without quotes, its value is split at blanks and the quotes in it stay: the program gets them as letters.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      const settled = new Set<string>();
      const uses = Map.groupBy(scan.all('variable'), ({ name }) => name);
      for (const one of scan.all('assignment')) {
        const text = one.value && literalOf(one.value);
        if (text === undefined || !/["']/.test(text) || !/["'\\]/.test(one.value!.raw.slice(1, -1))) continue;
        if (settled.has(one.name)) continue;
        settled.add(one.name);
        const use = uses.get(one.name)?.find((part) => part.start > one.start && isSplit(scan, part, true));
        if (use === undefined) continue;
        yield { span: scan.spanOf(one), subject: one.name, alias: 'SC2089' };
        yield { span: scan.spanOf(use), subject: one.name, alias: 'SC2090' };
      }
    }
  },
};
