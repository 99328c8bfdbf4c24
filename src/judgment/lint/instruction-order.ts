import type { LintRule } from '../../model/lint.ts';

export const instructionOrder: LintRule = {
  id: 'instruction-order',
  level: 'error',
  title: 'Only ARG can stand before the first FROM',
  why: 'There is no image yet that the instruction could change: the build is refused.',
  aliases: ['DL3061'],
  *check({ instructions }) {
    for (const { stage, keyword, keywordText, keywordSpan } of instructions)
      if (stage < 0 && keyword !== 'ARG' && keyword !== 'unknown')
        yield { span: keywordSpan, message: `${keywordText.toUpperCase()} cannot stand before the first FROM` };
  },
};
