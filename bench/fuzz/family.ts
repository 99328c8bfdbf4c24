import type { Mutator } from './mutators/mutator.ts';

/** One parser of foreign bytes, with what it is fed. A file in `families/` exports some as `families`; nothing else has to know them. */
export interface Family {
  readonly id: string;
  /** Well-formed inputs, small: mutants are made of them, and those of at most 4 KiB are cut at every byte. */
  seeds(): readonly Uint8Array[];
  /** Reads the bytes. The answer must be the same for the same bytes; anything that `isDeepStrictEqual` can compare. */
  run(bytes: Uint8Array): unknown;
  /** Besides those that fit all formats. */
  readonly mutators?: readonly Mutator[];
  /** Text formats get no overwritten binary numbers, binary ones no swapped words. */
  readonly nature: 'text' | 'binary';
  /** Longer mutants are cut, where that is less than for all. */
  readonly maxBytes?: number;
  /** Milliseconds of processor time for one input, where they are not `MAX_MS`. */
  readonly maxMs?: number;
  /** The door may throw a PlimsollError. */
  readonly refuses?: true;
}

/** Longer inputs are cut: the bounds on time and memory hold for this many bytes. */
export const MAX_INPUT_BYTES = 256 << 10;
/** Milliseconds of processor time that one input may take. */
export const MAX_MS = 2000;
/** Seeds up to this size are cut at every byte. */
export const MAX_CUT_BYTES = 4 << 10;
