import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';

export const copyWholeStage: LintRule = {
  id: 'copy-whole-stage',
  level: 'warning',
  title: 'COPY takes the whole file system of another stage',
  why: 'Compilers, caches, and secrets of the build come along, and nothing is left of what the stages were made for.',
  aliases: ['DL3067'],
  *check(file) {
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'COPY' || instruction.destination?.value !== '/') continue;
      const from = flagOf(instruction, 'from');
      const [source, ...more] = instruction.sources;
      if (from === undefined || source?.value !== '/' || more.length > 0) continue;
      yield {
        span: { start: source.span.start, end: instruction.destination.span.end },
        subject: from.value?.value ?? '',
      };
    }
  },
};
