import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { subshellOf } from './parts/shell-subshells.ts';

export const shellLostAssignment: LintRule = {
  id: 'shell-lost-assignment',
  level: 'info',
  title: 'The value is lost when the subshell ends',
  why: 'What stands in `( )`, behind `|` or in `$( )` runs in a process of its own: variables that it sets are unchanged afterwards.',
  aliases: ['SC2030', 'SC2031'],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      const reported = new Set<string>();
      for (const one of scan.all('assignment')) {
        const command = scan.parentOf(one);
        if (command?.kind !== 'simple' || (command.words.length > 0 && command.declared.length === 0)) continue;
        const subshell = subshellOf(scan, one);
        if (subshell === undefined || reported.has(one.name)) continue;
        const isSetAgain = scan.all('assignment').some(({ name, start }) => name === one.name && start > subshell.end);
        const use = scan.all('variable').find(({ name, start }) => name === one.name && start >= subshell.end);
        if (use === undefined || isSetAgain) continue;
        reported.add(one.name);
        yield { span: scan.spanOf(one), subject: one.name, alias: 'SC2030' };
        yield { span: scan.spanOf(use), subject: one.name, alias: 'SC2031' };
      }
    }
  },
};
