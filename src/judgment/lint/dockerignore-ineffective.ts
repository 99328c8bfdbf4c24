import type { LintRule } from '../../model/lint.ts';
import { contextLeakOf, listOf } from './parts/context-leaks.ts';

export const dockerignoreIneffective: LintRule = {
  id: 'dockerignore-ineffective',
  level: 'info',
  title: 'The .dockerignore lets files in that should stay out',
  why: 'A pattern that is missing, misspelled or taken back by a later `!` line is not noticed: the build works, and the file is in the image.',
  aliases: [],
  *check(file, { build }) {
    const leak = contextLeakOf(file, build);
    if (leak === undefined || build?.hasIgnoreFile !== true) return;
    const message = `.dockerignore does not leave out ${listOf(leak)}`;
    yield {
      span: leak.word.span,
      subject: listOf(leak),
      message,
      ...(leak.secrets.length > 0 && { level: 'warning' }),
    };
  },
};
