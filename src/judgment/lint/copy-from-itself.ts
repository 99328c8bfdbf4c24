import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';

export const copyFromItself: LintRule = {
  id: 'copy-from-itself',
  level: 'error',
  title: 'COPY --from names the stage that it stands in',
  why: 'A stage cannot take files from itself: the build is refused.',
  aliases: ['DL3023', 'DS-0006'],
  *check(file) {
    for (const { index, name, instructions } of file.stages)
      for (const instruction of instructions) {
        const from = instruction.keyword === 'COPY' ? flagOf(instruction, 'from')?.value : undefined;
        if (from === undefined) continue;
        const { value, span } = from;
        if (/^\d+$/.test(value) ? index > 0 && Number(value) === index : value !== '' && value.toLowerCase() === name)
          yield { span, subject: value };
      }
  },
};
