import type { Span } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';

export const emptyContinuation: LintRule = {
  id: 'empty-continuation',
  level: 'warning',
  title: 'An empty line stands inside an instruction',
  why: 'The instruction goes on behind the empty line, which looks like its end. Builders still take it, and say that they will not for ever.',
  aliases: ['NoEmptyContinuation'],
  *check({ problems }) {
    let gap: Span | undefined;
    for (const { code, span } of problems) {
      if (code !== 'dockerfile/empty-continuation') continue;
      if (gap?.end === span.start) gap = { start: gap.start, end: span.end };
      else {
        if (gap !== undefined) yield { span: gap };
        gap = span;
      }
    }
    if (gap !== undefined) yield { span: gap };
  },
  fix: {
    safety: 'safe',
    summary: 'remove the empty line',
    edits: ({ span }) => [{ span, text: '' }],
  },
};
