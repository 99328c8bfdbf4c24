import type { LintRule } from '../../model/lint.ts';
import { isAbsolutePath } from './parts/absolute-path.ts';

/** A WORKDIR of a stage that this one builds on will do; one of a foreign base image is not looked for. */
export const copyRelativeWithoutWorkdir: LintRule = {
  id: 'copy-relative-without-workdir',
  level: 'warning',
  title: 'COPY to a relative path, and no WORKDIR before it',
  why: 'The files land in the directory that the base image ends in, which is often the root and may change with the next version.',
  aliases: ['DL3045'],
  *check(file) {
    const isSet = new Set<number>();
    for (const { index, parent, instructions } of file.stages) {
      if (parent !== undefined && isSet.has(parent)) isSet.add(index);
      for (const instruction of instructions) {
        if (instruction.keyword === 'WORKDIR') isSet.add(index);
        if (instruction.keyword !== 'COPY' || isSet.has(index)) continue;
        const { destination } = instruction;
        if (destination === undefined || destination.value.startsWith('$')) continue;
        if (!isAbsolutePath(destination.value, file.escape))
          yield { span: destination.span, subject: destination.value };
      }
    }
  },
};
