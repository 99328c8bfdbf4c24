import type { LintRule } from '../../model/lint.ts';
import { contextLeakOf, listOf } from './parts/context-leaks.ts';

export const dockerignoreMissing: LintRule = {
  id: 'dockerignore-missing',
  level: 'info',
  title: 'All of the directory is copied, and there is no .dockerignore',
  why: 'Whatever lies beside the Dockerfile gets into the image or its cache: settings with passwords, the history of the repository, packages of another platform; and each change of any of it builds anew.',
  aliases: [],
  *check(file, { build }) {
    const leak = contextLeakOf(file, build);
    if (leak === undefined || build?.hasIgnoreFile === true) return;
    const message = `There is no .dockerignore: ${listOf(leak)} would be copied too`;
    yield {
      span: leak.word.span,
      subject: listOf(leak),
      message,
      ...(leak.secrets.length > 0 && { level: 'warning' }),
    };
  },
};
