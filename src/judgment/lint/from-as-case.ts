import type { LintRule } from '../../model/lint.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { inCaseOf } from './parts/keyword-case.ts';

/** A FROM that is itself in mixed letters is left to instruction-case. */
export const fromAsCase: LintRule = {
  id: 'from-as-case',
  level: 'style',
  title: 'AS is not written in the letters of its FROM',
  why: 'Two keywords of one line in two cases look like a word and a keyword.',
  aliases: ['FromAsCasing'],
  *check({ stages }) {
    for (const { from } of stages) {
      const { keywordText, as } = from;
      if (as === undefined || !/^(?:FROM|from)$/.test(keywordText)) continue;
      if (as.keyword.value !== inCaseOf(keywordText, 'as')) yield { span: as.keyword.span, subject: as.name.value };
    }
  },
  fix: {
    safety: 'safe',
    summary: 'write it in the letters of FROM',
    edits({ span }, file) {
      const from = instructionAt(file, span.start);
      return from === undefined ? [] : [{ span, text: inCaseOf(from.keywordText, 'as') }];
    },
  },
};
