import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellLonelyDollar: LintRule = {
  id: 'shell-lonely-dollar',
  level: 'style',
  title: 'A dollar sign that expands nothing',
  why: 'It is plain text here. A backslash before it, or single quotes, say that it is meant.',
  aliases: ['SC1000'],
  isOptIn: true,
  check: (file, context) => remarked(file, context, { SC1000: undefined }),
};
