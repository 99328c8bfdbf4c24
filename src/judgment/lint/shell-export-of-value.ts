import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellExportOfValue: LintRule = {
  id: 'shell-export-of-value',
  level: 'warning',
  title: 'export gets the value of the variable, not its name',
  why: '`export $x` exports the variable that the value names. `export x` was meant.',
  aliases: ['SC2163'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (named?.name !== 'export') continue;
        for (const word of named.args) {
          const [first] = word.parts;
          const part = first?.kind === 'double' && first.parts.length === 1 ? first.parts[0] : first;
          if (
            word.parts.length === 1 &&
            part?.kind === 'variable' &&
            part.modifier === '' &&
            /^[A-Za-z_]/.test(part.name)
          )
            yield { span: scan.spanOf(word), subject: part.name };
        }
      }
  },
};
