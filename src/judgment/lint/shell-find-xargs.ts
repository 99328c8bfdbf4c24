import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';
import { namedCommand, optionsOf } from './parts/shell-words.ts';

export const shellFindXargs: LintRule = {
  id: 'shell-find-xargs',
  level: 'warning',
  title: 'find hands names to xargs that xargs takes apart',
  why: 'A name with a blank or a quote becomes several: another file is removed than was found. `find … -exec … {} +` needs no pipe.',
  aliases: ['SC2038'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { stages } of scan.all('pipeline'))
        for (const [at, stage] of stages.entries()) {
          const next = stages[at + 1];
          if (stage.kind !== 'simple' || next?.kind !== 'simple') continue;
          const find = namedCommand(stage);
          const xargs = namedCommand(next);
          if (find?.name !== 'find' || xargs?.name !== 'xargs') continue;
          const isSafe = find.args.some((word) => /^-(?:print0|printf|fprint0|exec)/.test(literalOf(word) ?? ''));
          const options = optionsOf(xargs.args);
          if (!isSafe && !options.has('0') && !options.has('null') && !options.has('delimiter') && !options.has('d'))
            yield { span: scan.spanOf(find.nameWord) };
        }
  },
};
