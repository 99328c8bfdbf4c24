import type { Dockerfile, Instruction, Stage, Word } from '../../model/dockerfile.ts';
import { mountsOf } from './mounts.ts';

/** What a stage takes from: another stage, or an image or named context outside of the file. */
export type StageSource =
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'image'; readonly name: string };

/** One place where a stage takes something from elsewhere. */
export interface Dependency {
  readonly instruction: Instruction;
  readonly source: StageSource;
}

/** What `COPY --from=` means: a number is a stage's index, else a stage's name in any case of letters, else an image. */
export function copySourceOf(file: Dockerfile, from: Word): StageSource {
  const index = /^\+?\d{1,9}$/.test(from.value) ? Number(from.value) : undefined;
  return index === undefined ? mountSourceOf(file, from.value) : { kind: 'stage', index };
}

/** What `from=` of a mount means: a stage's name, else an image. */
export function mountSourceOf(file: Dockerfile, from: string): StageSource {
  const index = indexOf(file).get(from.toLowerCase());
  return index === undefined ? { kind: 'image', name: from } : { kind: 'stage', index };
}

const indexes = new WeakMap<Dockerfile, ReadonlyMap<string, number>>();

/** Of two stages of one name the later one is meant. */
function indexOf(file: Dockerfile): ReadonlyMap<string, number> {
  const known =
    indexes.get(file) ?? new Map(file.stages.flatMap(({ name, index }) => (name === undefined ? [] : [[name, index]])));
  indexes.set(file, known);
  return known;
}

/** All that a stage takes from elsewhere, its base first. */
export function dependenciesOf(file: Dockerfile, stage: Stage): Dependency[] {
  const base: StageSource =
    stage.parent === undefined
      ? { kind: 'image', name: stage.from.image.value }
      : { kind: 'stage', index: stage.parent };
  const others = stage.instructions.flatMap((instruction) =>
    sourcesOf(file, instruction).map((source) => ({ instruction, source })),
  );
  return [{ instruction: stage.from, source: base }, ...others];
}

function sourcesOf(file: Dockerfile, instruction: Instruction): StageSource[] {
  if (instruction.keyword === 'RUN')
    return mountsOf(instruction).flatMap(({ fields }) => {
      const from = fields.find(({ name }) => name === 'from')?.value;
      return from === undefined || from === '' ? [] : [mountSourceOf(file, from)];
    });
  if (instruction.keyword !== 'COPY') return [];
  const from = instruction.flags.find(({ name }) => name === 'from')?.value;
  return from === undefined || from.value === '' ? [] : [copySourceOf(file, from)];
}

/** Indexes of the stages that a build of `target`, the last stage if not told, goes through; itself too. */
export function neededStages(file: Dockerfile, target = file.stages.length - 1): ReadonlySet<number> {
  const needed = new Set<number>();
  const open = [target];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const stage = file.stages[index];
    if (stage === undefined || needed.has(index)) continue;
    needed.add(index);
    for (const { source } of dependenciesOf(file, stage)) if (source.kind === 'stage') open.push(source.index);
  }
  return needed;
}
