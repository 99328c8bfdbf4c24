import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellValueAsPattern: LintRule = {
  id: 'shell-value-as-pattern',
  level: 'info',
  title: 'The value is read as a pattern',
  why: 'A `*` or `[` in it means something here: quotes around the variable take it as it is.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      for (const part of scan.all('variable')) {
        if (!/^(?:##?|%%?)/.test(part.modifier)) continue;
        for (const one of part.parts)
          if ((one.kind === 'variable' || one.kind === 'substitution') && !scan.isKnown(part.name))
            yield { span: scan.spanOf(one), alias: 'SC2295' };
      }
      for (const { words = [] } of scan.all('for'))
        for (const word of words) {
          const open = word.parts.find(({ kind }) => kind === 'variable' || kind === 'substitution');
          if (open !== undefined && word.parts.some(({ kind }) => kind === 'glob'))
            yield { span: scan.spanOf(open), alias: 'SC2231' };
        }
    }
  },
};
