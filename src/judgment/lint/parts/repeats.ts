import type { Dockerfile, Instruction } from '../../../model/dockerfile.ts';
import type { LintFix, Violation } from '../../../model/lint.ts';
import { oncePerFile } from './once-per-file.ts';
import { removeLines } from './remove-lines.ts';

type Single = 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK';

/** For each place where a stage says again what counts once: what it said before. Keys are first bytes. */
const earlierOnes = oncePerFile(({ instructions }: Dockerfile) => {
  const earlier = new Map<number, Instruction>();
  const last = new Map<string, Instruction>();
  for (const instruction of instructions) {
    const { keyword, span } = instruction;
    if (keyword === 'FROM') last.clear();
    if (keyword !== 'CMD' && keyword !== 'ENTRYPOINT' && keyword !== 'HEALTHCHECK') continue;
    const before = last.get(keyword);
    if (before !== undefined) earlier.set(span.start, before);
    last.set(keyword, instruction);
  }
  return earlier;
});

/** Each but the first instruction of a keyword in its stage: it makes the one before it void. */
export function* repeatsOf(file: Dockerfile, keyword: Single): Iterable<Violation> {
  const earlier = earlierOnes(file);
  for (const { keyword: own, keywordSpan, span, argumentSpan } of file.instructions)
    if (own === keyword && earlier.has(span.start))
      yield { span: keywordSpan, subject: `${keyword} ${file.source.slice(argumentSpan.start, argumentSpan.end)}` };
}

/** Only the last one counts, so the others can go. */
export function removeEarlier(keyword: Single): LintFix<undefined> {
  return {
    safety: 'safe',
    summary: `remove the ${keyword} that has no effect`,
    edits({ span }, file) {
      const dead = earlierOnes(file).get(span.start);
      return dead === undefined ? [] : [removeLines(file, dead.span)];
    },
  };
}
