import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellNeedlessEscape: LintRule = {
  id: 'shell-needless-escape',
  level: 'info',
  title: 'The backslash does nothing',
  why: 'Outside of quotes the shell takes it away: `\\n` becomes n. Where a program shall see the backslash, the word needs quotes.',
  aliases: [],
  check: (file, context) =>
    remarked(file, context, {
      SC1001: undefined,
      SC1012: 'This is a plain letter, no control character: the shell takes the backslash away',
    }),
};
