import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellPsGrep: LintRule = {
  id: 'shell-ps-grep',
  level: 'info',
  title: 'ps piped into grep',
  why: 'The list also holds the grep itself and whatever else has the word in its line. pgrep asks for a process by name.',
  aliases: ['SC2009'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const { stages } of scan.all('pipeline')) {
        const names = stages.map((stage) => (stage.kind === 'simple' ? namedCommand(stage) : undefined));
        for (const [at, one] of names.entries())
          if (one?.name === 'ps' && names[at + 1]?.name === 'grep' && !one.args.some(({ raw }) => /^-?-?p/.test(raw)))
            yield { span: scan.spanOf(one.nameWord) };
      }
  },
};
