import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellRedirectOrder: LintRule = {
  id: 'shell-redirect-order',
  level: 'warning',
  title: 'Errors still go to the screen',
  why: '`2>&1 >file` points the errors to where the output goes at that moment, and moves only the output afterwards. `>file 2>&1` takes both along.',
  aliases: ['SC2069'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of [...scan.all('simple'), ...scan.all('group'), ...scan.all('subshell')]) {
        const at = command.redirects.findIndex(
          ({ descriptor, operator, target }) => descriptor === '2' && operator === '>&' && target?.raw === '1',
        );
        const later =
          at < 0
            ? undefined
            : command.redirects
                .slice(at + 1)
                .find(({ descriptor, operator }) => descriptor === '' && /^>>?$/.test(operator));
        if (later === undefined) continue;
        const pipeline = scan.parentOf(command);
        const isPiped =
          pipeline?.kind === 'pipeline' && pipeline.stages.length > 1 && pipeline.stages.at(-1) !== command;
        let holder = scan.parentOf(command);
        while (holder !== undefined && holder.kind !== 'substitution') holder = scan.parentOf(holder);
        if (!isPiped && holder === undefined) yield { span: scan.spanOf(command.redirects[at]!) };
      }
  },
  fix: {
    safety: 'suggested',
    summary: 'redirect the output first',
    edits({ span }, { source }) {
      const pair = /^2>&1([ \t]+)(>>?[ \t]*[\w./-]+)/.exec(source.slice(span.start, span.start + 300));
      if (pair === null) return [];
      return [{ span: { start: span.start, end: span.start + pair[0].length }, text: `${pair[2]!}${pair[1]!}2>&1` }];
    },
  },
};
