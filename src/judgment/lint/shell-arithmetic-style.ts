import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellArithmeticStyle: LintRule = {
  id: 'shell-arithmetic-style',
  level: 'style',
  title: 'Arithmetic is written in an old or needless way',
  why: 'In `$((…))` a variable needs no dollar sign, and with one an expression in its value is cut at the wrong place; `expr` starts a process for each sum.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context)) {
      for (const kind of ['arithmetic', 'arithmetic-command'] as const)
        for (const { parts, text, start } of scan.all(kind)) {
          if (kind === 'arithmetic' && scan.text.text.startsWith('$[', start))
            yield {
              span: scan.spanOf({ start, end: start + 2 }),
              alias: 'SC2007',
              message: '$[…] is written $((…)) today',
            };
          for (const part of parts) {
            const isPlain =
              part.kind === 'variable' && part.modifier === '' && part.prefix === '' && /^[A-Za-z_]/.test(part.name);
            if (isPlain && !part.subscript && !text.includes('#'))
              yield {
                span: scan.spanOf(part),
                subject: part.name,
                alias: 'SC2004',
                message: `${part.name} needs no dollar sign here`,
              };
          }
        }
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (
          named?.name !== 'expr' ||
          named.args.some(({ raw }) => /^["'\\]?:|^(?:length|match|substr|index)$/.test(raw))
        )
          continue;
        yield { span: scan.spanOf(named.nameWord), alias: 'SC2003', message: 'expr can be written $((…))' };
      }
    }
  },
};
