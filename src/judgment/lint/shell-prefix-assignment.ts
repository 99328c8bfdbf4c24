import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { nodesIn } from './parts/shell-walk.ts';

/** Further ones of one command are not looked at. */
const MOST_ASSIGNMENTS = 20;

export const shellPrefixAssignment: LintRule = {
  id: 'shell-prefix-assignment',
  level: 'warning',
  title: 'The value before a command does not reach its own line',
  why: 'In `a=1 program $a` the shell expands `$a` before it sets a: the program gets the old value.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { assignments, words } of scan.all('simple')) {
        if (words.length === 0 || assignments.length === 0) continue;
        for (const [at, one] of assignments.slice(0, MOST_ASSIGNMENTS).entries()) {
          const later = [...words, ...assignments.slice(at + 1)];
          const use = later
            .flatMap((node) => [...nodesIn(node)])
            .find((node) => node.kind === 'variable' && node.name === one.name);
          if (use === undefined) continue;
          yield { span: scan.spanOf(one), subject: one.name, alias: 'SC2097' };
          yield { span: scan.spanOf(use), subject: one.name, alias: 'SC2098' };
        }
      }
  },
};
