import type { Dockerfile, KeyValue, PairsInstruction } from '../../../model/dockerfile.ts';
import type { LabelType, LintContext, LintRule } from '../../../model/lint.ts';

/** One label where it is set. */
export interface Label {
  readonly key: string;
  readonly pair: KeyValue;
  readonly instruction: PairsInstruction;
}

/** Every label of the file, in its order. */
export function* labelsOf({ instructions }: Pick<Dockerfile, 'instructions'>): Iterable<Label> {
  for (const instruction of instructions)
    if (instruction.keyword === 'LABEL')
      for (const pair of instruction.pairs) yield { key: pair.key.value, pair, instruction };
}

/** What a label is set to; undefined when the build decides. */
export function labelValue({ pair, instruction }: Label, context: LintContext): string | undefined {
  const { value } = pair;
  if (value === undefined) return '';
  return value.variables.length === 0 ? value.value : context.expand(value.raw, instruction);
}

/** A rule about labels that the configuration gives a type (`label-schema`). */
export function typedLabelRule(of: {
  readonly id: string;
  readonly type: LabelType;
  readonly title: string;
  readonly why: string;
  readonly aliases: readonly string[];
  /** Ends the sentence `The label … `. */
  readonly complaint: string;
  isValid(value: string): boolean;
}): LintRule {
  const { id, type, title, why, aliases, complaint, isValid } = of;
  return {
    id,
    level: 'warning',
    title,
    why,
    aliases,
    *check(file, context) {
      for (const label of labelsOf(file)) {
        if (!Object.hasOwn(context.labelSchema, label.key) || context.labelSchema[label.key] !== type) continue;
        const value = labelValue(label, context);
        if (value === undefined || isValid(value)) continue;
        const { span } = label.pair.value ?? label.pair;
        yield { span, subject: label.key, message: `The label ${label.key} ${complaint}` };
      }
    },
  };
}
