import { PlimsollError } from '../../model/error.ts';
import type { LintRule } from '../../model/lint.ts';
import { finalInstructions } from './parts/final-image.ts';

export interface LabelAnnotationsOptions {
  /** Names behind `org.opencontainers.image.`, or whole names. */
  readonly required: readonly string[];
}

const PREFIX = 'org.opencontainers.image.';
const DEFAULT: LabelAnnotationsOptions = { required: ['source', 'description', 'licenses'] };

/** Source: OCI image specification, annotations.md, "Pre-Defined Annotation Keys". */
export const labelAnnotationsMissing: LintRule<LabelAnnotationsOptions> = {
  id: 'label-annotations-missing',
  level: 'info',
  title: 'The image does not say where it comes from',
  why: 'Registries, scanners and people read the labels org.opencontainers.image.* to find source, license and description of an image; without them nobody knows whom to ask about it.',
  aliases: [],
  isOptIn: true,
  options(raw) {
    if (raw === undefined || raw === null) return DEFAULT;
    const required = typeof raw === 'object' ? (raw as { required?: unknown }).required : undefined;
    if (Array.isArray(required) && required.every((name) => typeof name === 'string')) return { required };
    throw new PlimsollError(
      'lint/invalid-option',
      'label-annotations-missing takes `required`, a list of names of labels.',
    );
  },
  *check(file, context) {
    const last = file.stages.at(-1);
    if (last === undefined) return;
    const names = new Set<string>();
    for (const one of finalInstructions(file))
      if (one.keyword === 'LABEL')
        for (const { key } of one.pairs) names.add(context.expand(key.raw, one) ?? key.value);
    for (const name of context.options.required) {
      const whole = name.includes('.') ? name : PREFIX + name;
      if (!names.has(whole)) yield { span: last.from.span, subject: whole, message: `The label ${whole} is missing` };
    }
  },
};
