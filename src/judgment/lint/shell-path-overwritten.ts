import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';

export const shellPathOverwritten: LintRule = {
  id: 'shell-path-overwritten',
  level: 'warning',
  title: 'PATH is replaced',
  why: 'Afterwards the shell finds no program that is not in the new list: `PATH="/new:$PATH"` adds to it.',
  aliases: ['SC2123'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple'))
        for (const one of command.words.length === 0 ? command.assignments : []) {
          const text = one.value && literalOf(one.value);
          if (one.name === 'PATH' && text !== undefined && text !== '' && !/[/:]/.test(text))
            yield { span: scan.spanOf(one) };
        }
  },
};
