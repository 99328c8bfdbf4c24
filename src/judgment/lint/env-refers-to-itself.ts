import { scopeAt } from '../../formats/dockerfile/scope.ts';
import type { Dockerfile, Edit, Instruction, KeyValue } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { instructionAt } from './parts/instruction-at.ts';

/** A variable that the stage has set before is meant as it was, so nothing is said of it. */
export const envRefersToItself: LintRule = {
  id: 'env-refers-to-itself',
  level: 'error',
  title: 'The variable is set by the same ENV, so it is not yet known',
  why: 'All values of one ENV are worked out before any of them is set: the variable expands to what it was before, mostly to nothing.',
  aliases: ['DL3044'],
  *check(file) {
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'ENV' || instruction.pairs.length < 2) continue;
      const counts = new Map<string, number>();
      for (const { key } of instruction.pairs) counts.set(key.value, (counts.get(key.value) ?? 0) + 1);
      for (const { key, value } of instruction.pairs)
        for (const { name, span } of value?.variables ?? []) {
          const others = (counts.get(name) ?? 0) - (key.value === name ? 1 : 0);
          if (others > 0 && !isSetBefore(file, instruction, name))
            yield { span, subject: name, message: `${name} is set by the same ENV, so it is not yet known here` };
        }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'set what refers to it by another ENV',
    edits({ span }, file) {
      const instruction = instructionAt(file, span.start);
      if (instruction?.keyword !== 'ENV') return [];
      const at = instruction.pairs.findIndex(({ span: own }) => own.start <= span.start && span.end <= own.end);
      const name = instruction.pairs[at]?.value?.variables.find(({ span: own }) => own.start === span.start)?.name;
      const before = instruction.pairs.slice(0, at).some(({ key }) => key.value === name);
      return before
        ? splitBefore(file, instruction.keywordText, instruction.pairs[at - 1]!, instruction.pairs[at]!)
        : [];
    },
  },
};

function isSetBefore(file: Dockerfile, instruction: Instruction, name: string): boolean {
  const { state, pair } = scopeAt(file, instruction).get(name);
  return state === 'set' || pair !== undefined;
}

/** Comments between the pairs would lose their place. */
function splitBefore(
  { source, escape: escapeChar }: Dockerfile,
  keyword: string,
  before: KeyValue,
  pair: KeyValue,
): Edit[] {
  const span = { start: before.span.end, end: pair.span.start };
  const between = source.slice(span.start, span.end);
  if (between.replaceAll(escapeChar, '').trim() !== '') return [];
  return [{ span, text: `${between.includes('\r') ? '\r' : ''}\n${keyword} ` }];
}
