import type { LintRule } from '../../model/lint.ts';
import { labelsOf, labelValue } from './parts/labels.ts';

export const labelEmpty: LintRule = {
  id: 'label-empty',
  level: 'warning',
  title: 'A label that the configuration asks for is empty',
  why: 'The label is there and says nothing, which no check for its presence will notice.',
  aliases: ['DL3051'],
  *check(file, context) {
    for (const label of labelsOf(file)) {
      const { key, pair } = label;
      if (Object.hasOwn(context.labelSchema, key) && labelValue(label, context) === '')
        yield { span: pair.span, subject: key, message: `The label ${key} is empty` };
    }
  },
};
