import type { LintRule } from '../../model/lint.ts';

const FORBIDDEN = ['ONBUILD', 'FROM', 'MAINTAINER'];

export const onbuildForbiddenTrigger: LintRule = {
  id: 'onbuild-forbidden-trigger',
  level: 'error',
  title: 'This instruction cannot stand behind ONBUILD',
  why: 'ONBUILD takes anything but FROM, MAINTAINER and another ONBUILD: the build is refused.',
  aliases: ['DL3043'],
  *check({ instructions }) {
    for (const instruction of instructions) {
      if (instruction.keyword !== 'ONBUILD' || instruction.trigger === undefined) continue;
      const { keywordText, keywordSpan } = instruction.trigger;
      if (FORBIDDEN.includes(keywordText.toUpperCase()))
        yield { span: keywordSpan, message: `${keywordText.toUpperCase()} cannot stand behind ONBUILD` };
    }
  },
};
