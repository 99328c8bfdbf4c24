import type { Instruction, Span } from '../../../model/dockerfile.ts';
import type { LintContext } from '../../../model/lint.ts';
import { programsOf } from './programs.ts';

/** A variable that gets a value, by ENV, ARG or a shell. */
export interface SetVariable {
  readonly name: string;
  /** As far as it is told. */
  readonly value?: string;
  readonly span: Span;
}

/** Variables that an instruction sets: `ENV a=b`, `ARG a=b`, `RUN a=b program`, `RUN export a=b`, `RUN env a=b program`. */
export function* variablesSetBy(
  instruction: Instruction,
  context: Pick<LintContext<unknown>, 'shell'>,
): Iterable<SetVariable> {
  if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') {
    for (const { key, value, span } of instruction.pairs)
      yield { name: key.value, span, ...(value && { value: value.value }) };
  }
  if (instruction.keyword !== 'RUN') return;
  for (const { assignments } of context.shell(instruction)?.commands ?? [])
    for (const { name, value, span } of assignments)
      yield { name, span, value: value ? (value.value ?? value.raw) : '' };
  for (const { name, args } of programsOf(instruction, context)) {
    if (!['export', 'declare', 'readonly', 'typeset', 'env', 'sudo'].includes(name)) continue;
    for (const { text, span } of args) {
      const match = /^([A-Za-z_]\w*)=(["']?)(.*)\2$/s.exec(text);
      if (match !== null) yield { name: match[1]!, value: match[3]!, span };
    }
  }
}
