import type { LintRule } from '../../model/lint.ts';
import { scansOf } from './parts/shell-scans.ts';

export const shellQuotedTilde: LintRule = {
  id: 'shell-quoted-tilde',
  level: 'warning',
  title: 'A tilde in quotes is no home directory',
  why: 'The program gets the two characters `~/` and makes a directory of that name. `$HOME` works in double quotes.',
  aliases: ['SC2088'],
  *check(file, context) {
    for (const scan of scansOf(file, context))
      for (const word of scan.all('word')) {
        const [head, value] = word.parts;
        const first = head?.kind === 'literal' && /^[A-Za-z_]\w*=$/.test(head.text) ? value : head;
        const lead = first?.kind === 'double' ? first.parts[0] : first?.kind === 'single' ? first : undefined;
        if (lead === undefined || (lead.kind !== 'literal' && lead.kind !== 'single')) continue;
        if (/^~(?:\/|[a-z]+\/)/.test(lead.text)) yield { span: scan.spanOf(word), subject: lead.text.slice(0, 80) };
      }
  },
  fix: {
    safety: 'suggested',
    summary: 'write $HOME',
    edits: ({ span }, { source }) =>
      source.startsWith('"~/', span.start)
        ? [{ span: { start: span.start + 1, end: span.start + 2 }, text: '$HOME' }]
        : [],
  },
};
