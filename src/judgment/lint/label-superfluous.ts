import type { LintRule } from '../../model/lint.ts';
import { labelsOf } from './parts/labels.ts';

export const labelSuperfluous: LintRule = {
  id: 'label-superfluous',
  level: 'info',
  title: 'The label is not one that the configuration knows',
  why: 'The configuration allows only the labels that it names (strict labels): another one is a slip of the pen, or should be agreed on first.',
  aliases: ['DL3050'],
  *check(file, { labelSchema, strictLabels }) {
    if (!strictLabels) return;
    for (const { key, pair } of labelsOf(file))
      if (!Object.hasOwn(labelSchema, key))
        yield { span: pair.key.span, subject: key, message: `The label ${key} is not in the schema` };
  },
};
