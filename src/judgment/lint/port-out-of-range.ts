import type { LintRule } from '../../model/lint.ts';

const LAST_PORT = 65_535;

export const portOutOfRange: LintRule = {
  id: 'port-out-of-range',
  level: 'error',
  title: 'There is no such port',
  why: 'Ports go up to 65535; nothing can listen on this one.',
  aliases: ['DL3011', 'DS-0008'],
  *check(file, context) {
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'EXPOSE') continue;
      for (const word of instruction.words) {
        const text = word.variables.length === 0 ? word.value : context.expand(word.raw, instruction);
        const range = text === undefined ? null : /^(?:.*:)?(\d+)(?:-(\d+))?(?:\/\w*)?$/.exec(text);
        if (range?.slice(1).some((port) => Number(port ?? 0) > LAST_PORT))
          yield { span: word.span, subject: word.value };
      }
    }
  },
};
