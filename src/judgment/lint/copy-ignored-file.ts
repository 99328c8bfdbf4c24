import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';

export const copyIgnoredFile: LintRule = {
  id: 'copy-ignored-file',
  level: 'warning',
  title: 'The .dockerignore leaves out what is to be copied',
  why: 'The builder never gets the file, so the build ends here, or goes on without a part of what was meant.',
  aliases: ['CopyIgnoredFile'],
  *check(file, { build }) {
    if (build === undefined) return;
    for (const instruction of file.instructions) {
      const { keyword } = instruction;
      if ((keyword !== 'COPY' && keyword !== 'ADD') || flagOf(instruction, 'from') !== undefined) continue;
      if (!build.hasIgnoreFile) return;
      for (const { value, variables, span } of instruction.sources) {
        if (variables.length > 0 || /[*?[]|^[a-z]+:\/\/|^git@/i.test(value)) continue;
        const path = contextPathOf(value);
        if (path === '' || !build.isIgnored(path)) continue;
        // An exception may let a part of the directory through.
        if (build.hasExceptions && build.kindOf(path) === 'directory') continue;
        yield { span, subject: path, message: `The .dockerignore leaves out ${path}` };
      }
    }
  },
};

/** The path as it stands in the build context; empty for the context itself. */
function contextPathOf(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}
