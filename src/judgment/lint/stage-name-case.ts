import type { Dockerfile, Edit, Flag } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';

export const stageNameCase: LintRule = {
  id: 'stage-name-case',
  level: 'style',
  title: 'The name of the stage has capital letters',
  why: 'Builders keep the names of stages in small letters: FROM does not find this one as it is written.',
  aliases: ['StageNameCasing'],
  *check({ stages }) {
    for (const { from } of stages)
      if (from.as !== undefined && from.as.name.value !== from.as.name.value.toLowerCase())
        yield { span: from.as.name.span, subject: from.as.name.value };
  },
  fix: {
    safety: 'safe',
    summary: 'write it in small letters, wherever it is named',
    edits({ span }, file) {
      const name = file.source.slice(span.start, span.end);
      const lower = name.toLowerCase();
      // Each stage of a name mends its own line; the first one also those that name it.
      const first = file.stages.find((stage) => stage.name === lower);
      const own = { span, text: lower };
      return first?.from.as?.name.span.start === span.start ? sorted([own, ...references(file, lower)]) : [own];
    },
  },
};

/** Every FROM, COPY --from and mount that names a stage with capital letters. */
function references(file: Dockerfile, lower: string): Edit[] {
  return file.instructions.flatMap((instruction) => {
    const words =
      instruction.keyword === 'FROM'
        ? [instruction.image]
        : instruction.keyword === 'COPY'
          ? [flagOf(instruction, 'from')?.value]
          : [];
    const named = words.flatMap((word) => {
      const isNamed = word !== undefined && word.raw.toLowerCase() === lower && word.raw !== lower;
      return isNamed ? [{ span: word.span, text: lower }] : [];
    });
    const mounts =
      instruction.keyword === 'RUN' ? instruction.flags.flatMap((flag) => mountReference(flag, lower)) : [];
    return [...named, ...mounts];
  });
}

function mountReference({ name, value }: Flag, lower: string): Edit[] {
  const match = name === 'mount' ? /(?:^|,)from=([^,"]+)/i.exec(value?.raw ?? '') : null;
  if (value === undefined || match === null || match[1] === lower || match[1]!.toLowerCase() !== lower) return [];
  const start = value.span.start + match.index + match[0].length - lower.length;
  return [{ span: { start, end: start + lower.length }, text: lower }];
}

function sorted(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start);
}
