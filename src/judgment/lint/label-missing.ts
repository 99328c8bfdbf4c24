import { dependenciesOf } from '../../formats/dockerfile/stage-graph.ts';
import type { LintRule } from '../../model/lint.ts';
import { labelsOf } from './parts/labels.ts';

/** Stages that others only copy from are not shipped, so they need no labels. */
export const labelMissing: LintRule = {
  id: 'label-missing',
  level: 'info',
  title: 'A label that the configuration asks for is missing',
  why: 'Whoever looks at the image cannot tell what the label was to say; inventories by label miss it.',
  aliases: ['DL3049'],
  *check(file, { labelSchema }) {
    const wanted = Object.keys(labelSchema);
    if (wanted.length === 0) return;
    const copied = new Set<number>();
    const labels = file.stages.map(() => new Set<string>());
    for (const stage of file.stages)
      for (const { instruction, source } of dependenciesOf(file, stage))
        if (source.kind === 'stage' && instruction.keyword !== 'FROM') copied.add(source.index);
    for (const { key, instruction } of labelsOf(file)) labels[instruction.stage]?.add(key);
    for (const { index, parent, from } of file.stages) {
      const own = labels[index]!;
      for (const key of wanted) {
        if (parent !== undefined && labels[parent]!.has(key)) own.add(key);
        if (!own.has(key) && !copied.has(index))
          yield { span: from.image.span, subject: key, message: `The label ${key} is missing` };
      }
    }
  },
};
