import { type Family, MAX_CUT_BYTES, MAX_INPUT_BYTES } from './family.ts';
import { byteMutators, overwriteNumber } from './mutators/bytes.ts';
import type { Mutator } from './mutators/mutator.ts';
import { textMutators } from './mutators/text.ts';
import { type Random, randomOf } from './random.ts';

/** The inputs of one family for one seed number, by index: every cut of every small seed in turn with mutants, then mutants without end. */
export interface Inputs {
  at(index: number): Uint8Array;
}

export function inputsOf(family: Family, seed: number): Inputs {
  const seeds = family.seeds();
  if (seeds.length === 0) throw new Error(`${family.id} has no seeds`);
  const small = seeds.filter(({ length }) => length <= MAX_CUT_BYTES);
  const cuts = small.reduce((sum, { length }) => sum + length + 1, 0);
  const common = family.nature === 'text' ? textMutators : [overwriteNumber, overwriteNumber];
  const own = family.mutators ?? [];
  // What knows the format reaches further than what does not.
  const mutators = [...byteMutators, ...common, ...own, ...own, ...own];
  return {
    at: (index) =>
      index % 2 === 0 && index / 2 < cuts
        ? cutAt(small, index / 2)
        : mutant(family, seeds, mutators, randomOf(seed, index)),
  };
}

function cutAt(seeds: readonly Uint8Array[], index: number): Uint8Array {
  let left = index;
  for (const seed of seeds) {
    if (left <= seed.length) return seed.slice(0, left);
    left -= seed.length + 1;
  }
  return new Uint8Array(0);
}

function mutant(
  family: Family,
  seeds: readonly Uint8Array[],
  mutators: readonly Mutator[],
  random: Random,
): Uint8Array {
  let bytes: Buffer = Buffer.from(random.pick(seeds));
  const most = family.maxBytes ?? MAX_INPUT_BYTES;
  const steps = random.pick([1, 1, 1, 2, 2, 3, 5, 8]);
  for (let i = 0; i < steps; i++) bytes = random.pick(mutators)(bytes, random, seeds).subarray(0, most);
  return new Uint8Array(bytes);
}
