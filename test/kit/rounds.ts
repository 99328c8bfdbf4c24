/** How often the tests that go by chance try: 1 by itself, more for a long run (`RELIABILITY_ROUNDS=10`). */
export const rounds = Math.max(1, Math.floor(Number(process.env['RELIABILITY_ROUNDS'] ?? 1)) || 1);

/** Numbers in [0, 1) from a seed, which stands in the title of the test: a failure can be had again (`RELIABILITY_SEED=…`). */
export const seed = Number(process.env['RELIABILITY_SEED'] ?? Math.floor(Math.random() * 1e9));

/** mulberry32: 32 bits of state are enough for choosing moments. */
export function chance(from = seed): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
