import { neededStages } from '../../formats/dockerfile/stage-graph.ts';
import type { LintRule } from '../../model/lint.ts';

/** Stages that people build by name. */
const TARGETS =
  /(?:^|[-_.])(?:tests?|testing|lint(?:er)?|check|ci|dev(?:el|elopment)?|debug|docs?|validate|verify|coverage|bench(?:mark)?|update|generate|vendor|export|artifacts?|release|prod(?:uction)?|shell|e2e|integration|unit)(?:$|[-_.\d])/;

export const unusedStage: LintRule = {
  id: 'unused-stage',
  level: 'info',
  title: 'Nothing needs this stage',
  why: 'BuildKit leaves it out unless someone asks for it with --target; older builders build it every time. What is left over from an earlier version of the file misleads whoever reads it.',
  aliases: [],
  *check(file) {
    const last = file.stages.length - 1;
    if (last < 1) return;
    const needed = new Set(neededStages(file));
    // A stage that someone asks for by name needs others in turn.
    for (const { index, name } of file.stages)
      if (name !== undefined && TARGETS.test(name)) for (const one of neededStages(file, index)) needed.add(one);
    for (const { index, name, from } of file.stages) {
      if (needed.has(index)) continue;
      const span = from.as?.name.span ?? from.image.span;
      yield { span, subject: name ?? String(index), ...(name && { message: `Nothing needs the stage ${name}` }) };
    }
  },
};
