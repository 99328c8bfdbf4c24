import type { Dockerfile, Stage, Word, WordsInstruction } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { isAbsolutePath } from './parts/absolute-path.ts';
import { oncePerFile } from './parts/once-per-file.ts';

/** A WORKDIR whose directory depends on where the build stands. A path that begins with a variable may well be absolute. */
export const workdirAbsolute: LintRule = {
  id: 'workdir-absolute',
  level: 'error',
  title: 'WORKDIR is a relative path',
  why: 'Where it leads depends on every WORKDIR before it, also those of the base image: when one of them changes, the files land elsewhere.',
  aliases: ['DL3000', 'DS-0009', 'CKV_DOCKER_10'],
  *check(file) {
    for (const { path } of relativeOnes(file).values()) yield { span: path.span, subject: path.value };
  },
  fix: {
    safety: 'suggested',
    summary: 'write the whole path',
    edits({ span }, file) {
      const found = relativeOnes(file).get(span.start);
      const from = found?.from;
      if (found === undefined || from === undefined) return [];
      const quote = /^["']/.test(found.path.raw) ? 1 : 0;
      const text = found.path.raw.slice(quote);
      if (/^\.{1,2}(?:["']?$|\.?\/)/.test(text) && !/^\.\/[^./]/.test(text)) return [];
      const start = span.start + quote;
      return [
        { span: { start, end: start + (text.startsWith('./') ? 2 : 0) }, text: from.endsWith('/') ? from : `${from}/` },
      ];
    },
  },
};

/** The longest path of Linux. */
const LONGEST = 4096;

interface Relative {
  readonly path: Word;
  /** The directory that it begins at, as far as the file tells; the root where nothing tells. */
  readonly from?: string;
}

/** By first byte of the path. */
const relativeOnes = oncePerFile((file: Dockerfile) => {
  const found = new Map<number, Relative>();
  /** Where each stage ends up; undefined where it is not known. */
  const ends = new Map<number, string | undefined>();
  const walk = (workdirs: readonly WordsInstruction[], start: string | undefined): string | undefined => {
    let at = start;
    for (const { words } of workdirs) {
      const path = words[0];
      // A quote that is left in the value has no end: no path, and refused elsewhere.
      if (path === undefined || /^["']/.test(path.value)) continue;
      const isLiteral = path.variables.length === 0;
      if (path.value.startsWith('$')) at = undefined;
      else if (isAbsolutePath(path.value, file.escape))
        at = isLiteral && path.value.startsWith('/') ? path.value : undefined;
      else {
        found.set(path.span.start, { path, ...(at !== undefined && { from: at }) });
        const isKnown = at !== undefined && at.length < LONGEST && isLiteral && !path.value.startsWith('.');
        at = isKnown ? `${at === '/' ? '' : at}/${path.value}` : undefined;
      }
    }
    return at;
  };
  walk(workdirsOf(file.instructions.filter(({ stage }) => stage < 0)), undefined);
  for (const stage of file.stages) ends.set(stage.index, walk(workdirsOf(stage.instructions), startOf(stage, ends)));
  return found;
});

function startOf({ parent }: Stage, ends: ReadonlyMap<number, string | undefined>): string | undefined {
  return parent === undefined ? '/' : ends.get(parent);
}

function workdirsOf(instructions: Stage['instructions']): WordsInstruction[] {
  return instructions.filter((one): one is WordsInstruction => one.keyword === 'WORKDIR');
}
