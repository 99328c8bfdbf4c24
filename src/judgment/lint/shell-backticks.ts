import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellBackticks: LintRule = {
  id: 'shell-backticks',
  level: 'style',
  title: 'Backticks around a command',
  why: 'Backslashes mean something else in backticks, and they do not nest. `$(…)` reads as what it is.',
  aliases: ['SC2006'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const part of scan.all('substitution'))
        if (part.form === '`' && part.body.items.length > 0) yield { span: scan.spanOf(part) };
  },
  fix: {
    safety: 'safe',
    summary: 'write $(…)',
    edits({ span: { start, end } }, { source }) {
      if (source[start] !== '`' || source[end - 1] !== '`' || /[\\#]/.test(source.slice(start + 1, end - 1))) return [];
      const space = source[start + 1] === '(' ? ' ' : '';
      return [
        { span: { start, end: start + 1 }, text: `$(${space}` },
        { span: { start: end - 1, end }, text: ')' },
      ];
    },
  },
};
