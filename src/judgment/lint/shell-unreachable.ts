import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellUnreachable: LintRule = {
  id: 'shell-unreachable',
  level: 'info',
  title: 'This is never run',
  why: 'The script has ended before.',
  aliases: ['SC2317'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { items } of scan.all('list')) {
        const end = items.findIndex(({ chain }) => {
          const [only] = chain.items.length === 1 ? chain.items[0]!.stages : [];
          return (
            chain.items[0]!.stages.length === 1 &&
            only?.kind === 'simple' &&
            /^(?:exit|return)$/.test(namedCommand(only)?.name ?? '')
          );
        });
        const next = end < 0 ? undefined : items[end + 1];
        if (next !== undefined && next.chain.items[0]!.stages[0]!.kind !== 'function')
          yield { span: scan.spanOf(next.chain) };
      }
  },
};
