import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellLsOutput: LintRule = {
  id: 'shell-ls-output',
  level: 'info',
  title: 'The output of ls is read by a program',
  why: 'ls writes for people: names with line breaks or odd letters come out changed. `find`, or a wildcard, gives the names themselves.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { stages } of scan.all('pipeline'))
        for (const [at, stage] of stages.entries()) {
          const next = stages[at + 1];
          const ls = stage.kind === 'simple' ? namedCommand(stage) : undefined;
          if (ls?.name !== 'ls' || next === undefined) continue;
          const reader = next.kind === 'simple' ? namedCommand(next)?.name : undefined;
          if (reader?.endsWith('grep')) yield { span: scan.spanOf(ls.nameWord), alias: 'SC2010', level: 'warning' };
          else if (reader === 'xargs') yield { span: scan.spanOf(ls.nameWord), alias: 'SC2011', level: 'warning' };
          else if (!ls.args.some(({ raw }) => /^-\w*N/.test(raw)))
            yield { span: scan.spanOf(ls.nameWord), alias: 'SC2012' };
        }
  },
};
