import { check, type Failure } from './check.ts';
import type { Family } from './family.ts';

const BUDGET_MS = 5000;

/** A smaller input that fails in the same way: pieces are left out, from halves down to bytes, while time lasts. */
export async function minimize(family: Family, bytes: Uint8Array, failure: Failure): Promise<Uint8Array> {
  const end = performance.now() + BUDGET_MS;
  let least = bytes;
  for (let size = Math.ceil(bytes.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < least.length && performance.now() < end; ) {
      const shorter = new Uint8Array(Buffer.concat([least.subarray(0, at), least.subarray(at + size)]));
      const again = await check(family, shorter);
      if (again?.what === failure.what) least = shorter;
      else at += size;
    }
  }
  return least;
}
