import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf } from './parts/shell-walk.ts';

export const shellSingleRound: LintRule = {
  id: 'shell-single-round',
  level: 'warning',
  title: 'The loop has one round',
  why: 'There is one word to go through: often a `$`, a `$( )` or a wildcard is missing.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { words } of scan.all('for')) {
        const only = words?.length === 1 ? words[0]! : undefined;
        const text = only && literalOf(only);
        if (only === undefined || only.parts.some(({ kind }) => kind === 'glob' || kind === 'brace')) continue;
        const [part] = only.parts;
        const isList =
          part?.kind === 'double' &&
          only.parts.length === 1 &&
          part.parts.some(({ kind }) => kind === 'variable' || kind === 'substitution') &&
          !part.parts.some((one) => one.kind === 'variable' && (one.name === '@' || one.subscript !== undefined));
        if (text === undefined) {
          if (isList)
            yield {
              span: scan.spanOf(only),
              alias: 'SC2066',
              level: 'error',
              message: 'The quotes make one word of the list',
            };
        } else if (part?.kind === 'single' && only.parts.length === 1)
          yield { span: scan.spanOf(only), alias: 'SC2041' };
        else
          yield {
            span: scan.spanOf(only),
            alias: part?.kind === 'literal' && text.includes(',') ? 'SC2042' : 'SC2043',
          };
      }
  },
};
