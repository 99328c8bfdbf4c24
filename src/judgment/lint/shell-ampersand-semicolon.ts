import type { LintRule } from '../../model/lint.ts';
import { remarked } from './parts/shell-remarked.ts';

export const shellAmpersandSemicolon: LintRule = {
  id: 'shell-ampersand-semicolon',
  level: 'error',
  title: '& and ; follow each other',
  why: 'Both end a command, and between them is none: the shell refuses it. `&` alone starts the program in the background.',
  aliases: ['SC1045'],
  check: (file, context) => remarked(file, context, { SC1045: undefined }),
};
