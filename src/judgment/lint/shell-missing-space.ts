import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellMissingSpace: LintRule = {
  id: 'shell-missing-space',
  level: 'error',
  title: 'A blank is missing',
  why: 'The shell takes `[-f` and `!(` for names of programs, not for a test and a negation.',
  aliases: [],
  check: (file, context) =>
    remarked(file, context, { SC1035: undefined, SC1095: 'The brace that begins the body needs a blank before it' }),
};
