import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellOutputAsCommand: LintRule = {
  id: 'shell-output-as-command',
  level: 'warning',
  title: 'What a command prints is run as a command',
  why: '`$(program)` alone runs the text that the program wrote. Where only the program was meant, it stands without `$( )`.',
  aliases: [],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { words } of scan.all('simple')) {
        const [part] = words[0]?.parts ?? [];
        if (words.length !== 1 || words[0]!.parts.length !== 1 || part?.kind !== 'substitution') continue;
        if (part.form === '$(' || part.form === '`')
          yield { span: scan.spanOf(part), alias: part.form === '`' ? 'SC2092' : 'SC2091' };
      }
  },
};
