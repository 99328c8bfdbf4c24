/** Numbers that look random and are the same for the same seeds. */
export interface Random {
  /** 0 … n − 1. */
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Every input has a generator of its own, so that one can be made again without those before it (mulberry32). */
export function randomOf(seed: number, index: number): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (n: number): number => (n <= 1 ? 0 : next() % n);
  return { below, pick: (list) => list[below(list.length)]! };
}
