import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellKeywordCase: LintRule = {
  id: 'shell-keyword-case',
  level: 'warning',
  title: 'Words of the language are lower case',
  why: '`If` and `DONE` are programs to the shell, and there are none of that name.',
  aliases: ['SC1081'],
  check: (file, context) => remarked(file, context, { SC1081: undefined }),
};
