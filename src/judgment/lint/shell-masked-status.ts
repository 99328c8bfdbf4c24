import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';

export const shellMaskedStatus: LintRule = {
  id: 'shell-masked-status',
  level: 'warning',
  title: 'export hides whether the command in it failed',
  why: 'The line succeeds as soon as the variable is set, so that `&&` and `set -e` go on with an empty value after the command has failed.',
  aliases: ['SC2155'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { words, declared } of scan.all('simple')) {
        const name = words[0] && literalOf(words[0]);
        if (name === undefined) continue;
        for (const one of declared) {
          const parts = (one.value?.parts ?? []).flatMap((part) => (part.kind === 'double' ? part.parts : [part]));
          if (!parts.some((part) => part.kind === 'substitution' && (part.form === '$(' || part.form === '`')))
            continue;
          yield {
            span: scan.spanOf(one),
            subject: one.name,
            message: `${name} hides whether the command that gives ${one.name} its value failed`,
          };
        }
      }
  },
};
