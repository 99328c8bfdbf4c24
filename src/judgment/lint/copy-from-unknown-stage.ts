import { encodeUtf8 } from '../../formats/dockerfile/characters.ts';
import type { Dockerfile, Span } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';
import { hintGiver } from './parts/hints.ts';
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
      return meant === undefined ? [] : [{ span, text: encodeUtf8(meant) }];
    },
  },
};

interface Unknown {
  readonly name: string;
  readonly span: Span;
  readonly meant?: string;
  readonly isLater: boolean;
}

/** By first byte of the name. */
const unknownOnes = oncePerFile((file: Dockerfile) => {
  const unknown = new Map<number, Unknown>();
  const all = new Set(file.stages.flatMap(({ name }) => name ?? []));
  const before = new Set<string>();
  const names: string[] = [];
  const hint = hintGiver();
  for (const { index, name: own, instructions } of file.stages) {
    if (own !== undefined) before.add(own);
    for (const instruction of instructions) {
      const from = instruction.keyword === 'COPY' ? flagOf(instruction, 'from')?.value : undefined;
      if (from === undefined || from.value === '' || from.value.includes(':')) continue;
      const { value: name, span } = from;
      if (/^\d+$/.test(name) ? Number(name) <= index : before.has(name.toLowerCase())) continue;
      const isLater = all.has(name.toLowerCase());
      const meant = isLater ? undefined : hint(name, names);
      unknown.set(span.start, { name, span, isLater, ...(meant !== undefined && { meant }) });
    }
    if (own !== undefined) names.push(own);
  }
  return unknown;
});
