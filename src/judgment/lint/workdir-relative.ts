import type { LintRule } from '../../model/lint.ts';
import { isAbsolutePath } from './parts/absolute-path.ts';

/** BuildKit asks this of the first WORKDIR only: those after it stand on firm ground once it is absolute. */
export const workdirRelative: LintRule = {
  id: 'workdir-relative',
  level: 'warning',
  title: 'The first WORKDIR depends on the base image',
  why: 'It goes on from the directory that the base image happens to end in; another version of the base may end in another.',
  aliases: ['WorkdirRelativePath'],
  *check(file, context) {
    const isSet = new Set<number>();
    for (const { index, parent, instructions } of file.stages) {
      if (parent !== undefined && isSet.has(parent)) isSet.add(index);
      for (const instruction of instructions) {
        if (instruction.keyword !== 'WORKDIR') continue;
        const path = instruction.words[0];
        if (path === undefined || isSet.has(index)) continue;
        isSet.add(index);
        const value = path.variables.length === 0 ? path.value : context.expand(path.raw, instruction);
        if (value !== undefined && !isAbsolutePath(value, file.escape)) yield { span: path.span, subject: path.value };
      }
    }
  },
};
