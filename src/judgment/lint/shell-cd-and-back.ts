import type { LintRule } from '../../model/lint.ts';
import { stopsAtErrors } from './parts/shell-errors.ts';
import { scansOf } from './parts/shell-scans.ts';
import type { ShellChain } from './parts/shell-tree.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellCdAndBack: LintRule = {
  id: 'shell-cd-and-back',
  level: 'info',
  title: 'cd there and cd back',
  why: 'When the first cd fails, the second leaves another directory than the one that was meant. `( cd there && … )` comes back by itself.',
  aliases: ['SC2103'],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      if (stopsAtErrors(scan)) continue;
      for (const { items } of scan.all('list')) {
        let isAway = false;
        for (const { chain } of items) {
          const to = directoryOf(chain);
          if (to === undefined) continue;
          if (isAway && /^(?:\.\.|-|\.\.\/\.\.)$/.test(to)) yield { span: scan.spanOf(chain) };
          isAway = !/^(?:\.\.|-)/.test(to);
        }
      }
    }
  },
};

/** Where a statement that is nothing but `cd` goes. */
function directoryOf({ items }: ShellChain): string | undefined {
  const [only] = items.length === 1 && items[0]!.stages.length === 1 ? items[0]!.stages : [];
  const named = only?.kind === 'simple' ? namedCommand(only) : undefined;
  return named?.name === 'cd' ? (named.args[0]?.raw ?? '~') : undefined;
}
