import { chance } from '../rounds.ts';

/** A stream of choices that only a seed and an index decide. */
export class Random {
  readonly #next: () => number;

  constructor(seed: number, index: number) {
    this.#next = chance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  }

  /** From 0 up to but not including `bound`. */
  below(bound: number): number {
    return Math.floor(this.#next() * bound);
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}
