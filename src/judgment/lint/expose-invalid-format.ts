import type { Word } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';

export const exposeInvalidFormat: LintRule = {
  id: 'expose-invalid-format',
  level: 'warning',
  title: 'EXPOSE names an address or a port of the host',
  why: 'Only the port of the container counts. The rest is decided by docker run; builders say that they will refuse it.',
  aliases: ['ExposeInvalidFormat'],
  *check({ instructions }) {
    for (const instruction of instructions)
      if (instruction.keyword === 'EXPOSE')
        for (const word of instruction.words)
          if (hostPartOf(word) !== '') yield { span: word.span, subject: word.value };
  },
  fix: {
    safety: 'suggested',
    summary: 'name the port of the container only',
    edits({ span }, { source }) {
      const text = source.slice(span.start, span.end);
      return /["'\\`{]/.test(text) ? [] : [{ span, text: text.slice(text.lastIndexOf(':') + 1) }];
    },
  },
};

/** What stands before the last colon; colons of `${port:-80}` are none. */
function hostPartOf({ value }: Word): string {
  const text = value.replace(/\$\{[^}]*\}?/g, '0');
  return text.slice(0, Math.max(0, text.lastIndexOf(':')));
}
