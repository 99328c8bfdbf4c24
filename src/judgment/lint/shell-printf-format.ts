import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { literalOf, nodesIn } from './parts/shell-walk.ts';
import { namedCommand } from './parts/shell-words.ts';

const DIRECTIVE = /%(?:%|\([^)]{0,80}\)T|[-+ #0]{0,8}(\*|\d{0,9})(?:\.(\*|\d{0,9}))?[a-zA-Z])/g;

export const shellPrintfFormat: LintRule = {
  id: 'shell-printf-format',
  level: 'info',
  title: 'The format of printf does not fit its arguments',
  why: 'A value inside of the format is read as format, and a `%` or a backslash in it changes what is written; arguments that no `%` takes are lost.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        const args = named?.name === 'printf' ? named.args.slice(named.args[0]?.raw === '-v' ? 2 : 0) : [];
        const [format, ...values] = args[0]?.raw === '--' ? args.slice(1) : args;
        if (format === undefined) continue;
        const text = literalOf(format);
        if (text === undefined) {
          const hasOwn = [...format.raw.matchAll(DIRECTIVE)].length > 0;
          const isVariable = [...nodesIn(format)].some(({ kind }) => kind === 'variable' || kind === 'substitution');
          if (isVariable && !hasOwn)
            yield {
              span: scan.spanOf(format),
              alias: 'SC2059',
              message: 'The value is read as a format: printf \'%s\' "$value"',
            };
          continue;
        }
        const isOpen = values.some((word) =>
          [...nodesIn(word)].some(({ kind }) => ['variable', 'substitution', 'glob', 'brace'].includes(kind)),
        );
        let taken = 0;
        for (const [all, width, precision] of text.matchAll(DIRECTIVE))
          taken += all === '%%' ? 0 : 1 + Number(width === '*') + Number(precision === '*');
        if (values.length > 0 && taken === 0)
          yield { span: scan.spanOf(format), alias: 'SC2182', level: 'error', message: 'The format takes no argument' };
        else if (taken > 0 && !isOpen && values.length % taken !== 0 && values.length < taken)
          yield {
            span: scan.spanOf(format),
            alias: 'SC2183',
            level: 'warning',
            message: `The format takes ${taken} arguments, ${values.length} follow`,
          };
      }
  },
};
