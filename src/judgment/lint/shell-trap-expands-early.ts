import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { nodesIn } from './parts/shell-walk.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellTrapExpandsEarly: LintRule = {
  id: 'shell-trap-expands-early',
  level: 'warning',
  title: 'The trap uses values of now, not of when it runs',
  why: 'In double quotes the shell puts the values in at once; single quotes keep the names until the signal comes.',
  aliases: ['SC2064'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        const [first] = named?.name === 'trap' ? named.args : [];
        const double = first?.parts[0];
        if (double?.kind !== 'double' || first!.parts.length !== 1) continue;
        const expanded = [...nodesIn(double)].find(
          ({ kind }) => kind === 'variable' || kind === 'substitution' || kind === 'arithmetic',
        );
        if (expanded !== undefined) yield { span: scan.spanOf(expanded) };
      }
  },
};
