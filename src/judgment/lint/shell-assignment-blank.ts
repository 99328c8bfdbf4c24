import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellAssignmentBlank: LintRule = {
  id: 'shell-assignment-blank',
  level: 'warning',
  title: 'A blank behind = makes the value empty',
  why: '`NAME= value` runs `value` as a program with an empty NAME.',
  aliases: [],
  check: (file, context) =>
    remarked(file, context, { SC1007: undefined, SC1097: 'An assignment has one =, a comparison stands in [ ]' }),
};
