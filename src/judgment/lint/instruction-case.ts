import type { Dockerfile } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { oncePerFile } from './parts/once-per-file.ts';

export const instructionCase: LintRule = {
  id: 'instruction-case',
  level: 'style',
  title: 'The keyword is not written in the letters of the others',
  why: 'Instructions in two cases are easily overlooked, by readers and by tools that search for them.',
  aliases: ['ConsistentInstructionCasing'],
  *check(file) {
    const isLower = isMostlyLower(file);
    for (const { stage, keyword, keywordText, keywordSpan } of file.instructions)
      if (
        stage >= 0 &&
        keyword !== 'unknown' &&
        keywordText !== (isLower ? keywordText.toLowerCase() : keywordText.toUpperCase())
      )
        yield {
          span: keywordSpan,
          subject: keywordText,
          message: `${keywordText} is not written in ${isLower ? 'small' : 'capital'} letters, as the others`,
        };
  },
  fix: {
    safety: 'safe',
    summary: 'write it in the letters of the others',
    edits({ span }, file) {
      const text = file.source.slice(span.start, span.end);
      return [{ span, text: isMostlyLower(file) ? text.toLowerCase() : text.toUpperCase() }];
    },
  },
};

/** Capital letters where there are as many of both; keywords in mixed letters count for neither. */
const isMostlyLower = oncePerFile(({ instructions }: Dockerfile) => {
  let balance = 0;
  for (const { stage, keywordText } of instructions)
    if (stage < 0) continue;
    else if (keywordText === keywordText.toLowerCase()) balance += 1;
    else if (keywordText === keywordText.toUpperCase()) balance -= 1;
  return balance > 0;
});
