import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellNoBreakSpace: LintRule = {
  id: 'shell-no-break-space',
  level: 'error',
  title: 'A blank that is none',
  why: 'The character looks like a space, but to the shell it is a letter of the word beside it. Text copied from web pages brings it in.',
  aliases: ['SC1018'],
  check: (file, context) => remarked(file, context, { SC1018: undefined }),
  fix: {
    safety: 'safe',
    summary: 'write a space',
    edits({ span }, { source }) {
      const end = source.startsWith('\xc2\xa0', span.start) ? span.start + 2 : span.end;
      return [{ span: { start: span.start, end }, text: ' ' }];
    },
  },
};
