import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { subshellOf } from './parts/shell-subshells.ts';

/** One variable is not looked at more often. */
const MOST_OF_A_NAME = 20;

export const shellLostAssignment: LintRule = {
  id: 'shell-lost-assignment',
  level: 'info',
  title: 'The value is lost when the subshell ends',
  why: 'What stands in `( )`, behind `|` or in `$( )` runs in a process of its own: variables that it sets are unchanged afterwards.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      const assignments = Map.groupBy(scan.all('assignment'), ({ name }) => name);
      const uses = Map.groupBy(scan.all('variable'), ({ name }) => name);
      for (const [name, all] of assignments)
        for (const one of all.slice(0, MOST_OF_A_NAME)) {
          const command = scan.parentOf(one);
          if (command?.kind !== 'simple' || (command.words.length > 0 && command.declared.length === 0)) continue;
          const subshell = subshellOf(scan, one);
          if (subshell === undefined || all.at(-1)!.start > subshell.end) continue;
          const use = uses.get(name)?.find(({ start }) => start >= subshell.end);
          if (use === undefined) continue;
          yield { span: scan.spanOf(one), subject: name, alias: 'SC2030' };
          yield { span: scan.spanOf(use), subject: name, alias: 'SC2031' };
          break;
        }
    }
  },
};
