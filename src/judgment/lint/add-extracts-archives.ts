import type { CopyInstruction, Stage, Word } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { isExtracted } from './parts/archives.ts';
import { flagOf } from './parts/flag-of.ts';
import { type Program, programsOf } from './parts/programs.ts';

export const addExtractsArchives: LintRule = {
  id: 'add-extracts-archives',
  level: 'info',
  title: 'The archive is copied and then extracted; ADD does both',
  why: 'The archive stays in the layer of its COPY, even when a later RUN deletes it. ADD leaves only what was in it.',
  aliases: ['DL3010'],
  *check(file, context) {
    for (const stage of file.stages) {
      const copied = copiedArchives(stage);
      if (copied.size === 0) continue;
      const found = new Set<Word>();
      for (const run of stage.instructions) {
        if (run.keyword !== 'RUN') continue;
        for (const name of programsOf(run, context).flatMap(extractedNames))
          for (const { word, copy } of copied.get(name) ?? []) if (copy.span.start < run.span.start) found.add(word);
      }
      for (const word of [...found].sort((a, b) => a.span.start - b.span.start))
        yield { span: word.span, subject: word.value };
    }
  },
};

/** Archives of the build context by the name that they have in the image. */
function copiedArchives({ instructions }: Stage): Map<string, { word: Word; copy: CopyInstruction }[]> {
  const copied = new Map<string, { word: Word; copy: CopyInstruction }[]>();
  for (const copy of instructions) {
    if (copy.keyword !== 'COPY' || copy.destination === undefined || flagOf(copy, 'from') !== undefined) continue;
    for (const word of copy.sources) {
      const target = copy.destination.value;
      if (!isExtracted(word.value) && !isExtracted(target)) continue;
      const name = baseName(isExtracted(target) ? target : word.value);
      const same = copied.get(name);
      if (same === undefined) copied.set(name, [{ word, copy }]);
      else same.push({ word, copy });
    }
  }
  return copied;
}

const UNPACKERS = ['gunzip', 'bunzip2', 'unxz', 'unzstd', 'zcat', 'unlzma', 'uncompress'];

/** Base names of what a program may extract. */
function extractedNames({ name, args }: Program): string[] {
  if (!UNPACKERS.includes(name) && !(/^(?:bsd|g)?tar$/.test(name) && extracts(args.map(({ text }) => text)))) return [];
  return args.map(({ text }) => baseName(text.replace(/^--file=/, '')));
}

/** `tar -xf`, `tar --extract`, and the old way without the dash. */
function extracts(args: readonly string[]): boolean {
  if (args.some((arg) => arg === '--extract' || arg === '--get' || /^-[A-Za-z]*x/.test(arg))) return true;
  const [first = ''] = args;
  return /^[A-Za-z]+$/.test(first) && first.includes('x');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
