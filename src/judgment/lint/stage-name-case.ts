import type { Dockerfile, Edit, Flag, Instruction, Word } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { flagOf } from './parts/flag-of.ts';
import { oncePerFile } from './parts/once-per-file.ts';

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
    edits: ({ span }, file) => renamings(file).get(span.start) ?? [],
  },
};

/** For each name with capital letters, by its first byte: what has to change. The first stage of a name mends those that name it, too. */
const renamings = oncePerFile((file: Dockerfile) => {
  const named = new Map<string, Edit[]>();
  for (const instruction of file.instructions)
    for (const edit of references(instruction)) {
      const same = named.get(edit.text);
      if (same === undefined) named.set(edit.text, [edit]);
      else same.push(edit);
    }
  const edits = new Map<number, Edit[]>();
  for (const { from, name } of file.stages) {
    // Edits are bytes; a name of other letters is refused anyway.
    if (name === undefined || from.as === undefined || !/^[\x21-\x7e]+$/.test(name)) continue;
    const { span } = from.as.name;
    const others = named.get(name) ?? [];
    named.delete(name);
    edits.set(
      span.start,
      [{ span, text: name }, ...others].sort((a, b) => a.span.start - b.span.start),
    );
  }
  return edits;
});

/** What may name a stage in FROM, COPY --from and mounts, in small letters where it has others. */
function references(instruction: Instruction): Edit[] {
  if (instruction.keyword === 'FROM') return wordReference(instruction.image);
  if (instruction.keyword === 'COPY') return wordReference(flagOf(instruction, 'from')?.value);
  return instruction.keyword === 'RUN' ? instruction.flags.flatMap(mountReference) : [];
}

function wordReference(word: Word | undefined): Edit[] {
  const text = word?.raw.toLowerCase();
  return word === undefined || text === undefined || text === word.raw ? [] : [{ span: word.span, text }];
}

function mountReference({ name, value }: Flag): Edit[] {
  const match = name === 'mount' ? /(?:^|,)from=([^,"]+)/i.exec(value?.raw ?? '') : null;
  const text = match?.[1]?.toLowerCase();
  if (value === undefined || match === null || text === undefined || match[1] === text) return [];
  const start = value.span.start + match.index + match[0].length - text.length;
  return [{ span: { start, end: start + text.length }, text }];
}
