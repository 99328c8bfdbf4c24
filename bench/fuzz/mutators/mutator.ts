import type { Random } from '../random.ts';

/** Makes another input out of one. `bytes` may be changed in place; `seeds` may not. */
export type Mutator = (bytes: Buffer, random: Random, seeds: readonly Uint8Array[]) => Buffer;
