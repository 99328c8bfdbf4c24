import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellLoopDollar: LintRule = {
  id: 'shell-loop-dollar',
  level: 'error',
  title: 'The variable of a loop takes no dollar sign',
  why: 'The shell refuses the loop: `for name in …` names the variable, `$name` would be its value.',
  aliases: ['SC1086'],
  check: (file, context) => remarked(file, context, { SC1086: undefined }),
};
