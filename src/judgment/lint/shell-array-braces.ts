import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellArrayBraces: LintRule = {
  id: 'shell-array-braces',
  level: 'error',
  title: 'Elements of arrays need braces',
  why: '`$list[1]` is the first element followed by the text [1]; `${list[1]}` is the second.',
  aliases: ['SC1087'],
  check: (file, context) => remarked(file, context, { SC1087: undefined }),
};
