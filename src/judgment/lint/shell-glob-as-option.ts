import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';
import { namedCommand } from './parts/shell-words.ts';

export const shellGlobAsOption: LintRule = {
  id: 'shell-glob-as-option',
  level: 'info',
  title: 'A file whose name begins with a dash becomes an option',
  why: 'The shell puts names where the wildcard stood, and a program takes `-rf` for an option, whoever put a file of that name there.',
  aliases: ['SC2035'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const command of scan.all('simple')) {
        const named = namedCommand(command);
        if (['echo', 'printf', 'test', '['].includes(named?.name ?? '')) continue;
        for (const word of command.words.slice(1)) {
          if (word.raw === '--') break;
          const [first] = word.parts;
          if (first?.kind === 'glob' && /^[*?]/.test(first.text) && !first.text.endsWith(')'))
            yield { span: scan.spanOf(word), subject: word.raw };
        }
      }
  },
  fix: {
    safety: 'suggested',
    summary: 'put `./` before the wildcard',
    edits: ({ span }) => [{ span: { start: span.start, end: span.start }, text: './' }],
  },
};
