import type { Dockerfile } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { nearest } from '../../util/nearest.ts';
import { flagOf } from './parts/flag-of.ts';
import { oncePerFile } from './parts/once-per-file.ts';

/** What has a tag or a digest is an image, which need not be a stage. */
export const copyFromUnknownStage: LintRule = {
  id: 'copy-from-unknown-stage',
  level: 'warning',
  title: 'COPY --from names no stage before this one',
  why: 'What is no stage is pulled as an image: a slip of the pen fetches whatever a stranger put there under that name.',
  aliases: ['DL3022'],
  *check(file) {
    for (const { name, span, meant, isLater } of unknownOnes(file).values()) {
      const hint = isLater ? ': it comes later' : meant === undefined ? '' : `; did you mean ${meant}?`;
      yield { span, subject: name, message: `No stage before this one is called ${name}${hint}` };
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'name the stage that was probably meant',
    edits({ span }, file) {
      const { meant } = unknownOnes(file).get(span.start) ?? {};
      return meant === undefined ? [] : [{ span, text: meant }];
    },
  },
};

/** By first byte of the name. */
const unknownOnes = oncePerFile((file: Dockerfile) => {
  const unknown = new Map<
    number,
    { name: string; span: { start: number; end: number }; meant?: string; isLater: boolean }
  >();
  const all = new Set(file.stages.flatMap(({ name }) => name ?? []));
  const before = new Set<string>();
  for (const { index, name: own, instructions } of file.stages) {
    if (own !== undefined) before.add(own);
    for (const instruction of instructions) {
      const from = instruction.keyword === 'COPY' ? flagOf(instruction, 'from')?.value : undefined;
      if (from === undefined || from.value === '' || from.value.includes(':')) continue;
      const { value, span } = from;
      if (/^\d+$/.test(value) ? Number(value) <= index : before.has(value.toLowerCase())) continue;
      const isLater = all.has(value.toLowerCase());
      const meant = isLater
        ? undefined
        : nearest(
            value,
            [...before].filter((name) => name !== own),
          );
      unknown.set(span.start, { name: value, span, isLater, ...(meant !== undefined && { meant }) });
    }
  }
  return unknown;
});
