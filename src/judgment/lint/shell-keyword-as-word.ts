import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellKeywordAsWord: LintRule = {
  id: 'shell-keyword-as-word',
  level: 'warning',
  title: 'A word of the language stands where it is an argument',
  why: '`done`, `fi` and `then` count only at the beginning of a command: a `;` is missing before it, or the build stops there.',
  aliases: ['SC1010'],
  check: (file, context) => remarked(file, context, { SC1010: undefined }),
};
