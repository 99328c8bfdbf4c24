import { scopeAt } from '../../formats/dockerfile/scope.ts';
import type { Dockerfile, Edit, Instruction, KeyValue, VariableReference } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { oncePerFile } from './parts/once-per-file.ts';

/** A variable that the stage has set before is meant as it was, so nothing is said of it. */
export const envRefersToItself: LintRule = {
  id: 'env-refers-to-itself',
  level: 'error',
  title: 'The variable is set by the same ENV, so it is not yet known',
  why: 'All values of one ENV are worked out before any of them is set: the variable expands to what it was before, mostly to nothing.',
  aliases: ['DL3044'],
  *check(file) {
    for (const { name, span } of selfReferences(file).values())
      yield { span, subject: name, message: `${name} is set by the same ENV, so it is not yet known here` };
  },
  fix: {
    safety: 'suggested',
    summary: 'set what refers to it by another ENV',
    edits({ span }, file) {
      const found = selfReferences(file).get(span.start);
      if (found?.before === undefined) return [];
      const { keywordText, before, pair } = found;
      return splitBefore(file, keywordText, before, pair);
    },
  },
};

interface SelfReference extends VariableReference {
  readonly keywordText: string;
  readonly pair: KeyValue;
  /** The pair before, when the variable is set by it or by one further in front: between the two the ENV can be cut. */
  readonly before?: KeyValue;
}

/** By first byte of the reference. */
const selfReferences = oncePerFile((file: Dockerfile) => {
  const found = new Map<number, SelfReference>();
  for (const instruction of file.instructions) {
    if (instruction.keyword !== 'ENV' || instruction.pairs.length < 2) continue;
    const { pairs, keywordText } = instruction;
    const left = new Map<string, number>();
    for (const { key } of pairs) left.set(key.value, (left.get(key.value) ?? 0) + 1);
    const passed = new Set<string>();
    let previous: KeyValue | undefined;
    for (const pair of pairs) {
      for (const reference of pair.value?.variables ?? []) {
        const { name, span } = reference;
        const others = (left.get(name) ?? 0) - (pair.key.value === name ? 1 : 0);
        if (others < 1 || isSetBefore(file, instruction, name)) continue;
        const before = passed.has(name) ? previous : undefined;
        found.set(span.start, { ...reference, keywordText, pair, ...(before !== undefined && { before }) });
      }
      passed.add(pair.key.value);
      previous = pair;
    }
  }
  return found;
});

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
