import { type Attack, attacksOf, textOf } from './attacks.ts';

/** How a regular expression behaves on an attack. */
export interface Growth {
  readonly attack: Attack;
  readonly length: number;
  readonly ms: number;
  /** t(2n) / t(n): 2 when it is linear. */
  readonly ratio: number;
}

/** Small steps first: what grows exponentially shows itself before it takes for ever. */
const LENGTHS = [16, 20, 24, 28, 32, 40, 64, 256, 1024, 4096, 16_384, 65_536] as const;
/** Below this the clock tells nothing. */
const MEASURABLE_MS = 4;
export const MAX_RATIO = 2.5;

/** The first attack up to `most` characters that makes it grow faster than its text; undefined when none does, or none takes measurable time. */
export function excessOf(pattern: RegExp, most = Number.POSITIVE_INFINITY): Growth | undefined {
  for (const attack of attacksOf(pattern.source)) {
    const growth = growthOf(pattern, attack, most);
    if (growth === undefined || growth.ratio <= MAX_RATIO) continue;
    // A busy machine can make anything look slow once.
    const again = growthOf(pattern, attack, most);
    if (again !== undefined && again.ratio > MAX_RATIO) return again;
  }
  return undefined;
}

function growthOf(pattern: RegExp, attack: Attack, most: number): Growth | undefined {
  for (const length of LENGTHS) {
    if (length > most) return undefined;
    const ms = msOf(pattern, textOf(attack, length));
    if (ms < MEASURABLE_MS) continue;
    const half = leastOf(() => msOf(pattern, textOf(attack, length)));
    if (half < MEASURABLE_MS) continue;
    // So few characters: exponential, and twice as many would not end.
    if (length <= 64) return { attack, length, ms: half, ratio: Number.POSITIVE_INFINITY };
    const whole = leastOf(() => msOf(pattern, textOf(attack, 2 * length)));
    return { attack, length, ms: half, ratio: whole / half };
  }
  return undefined;
}

function leastOf(measure: () => number): number {
  return Math.min(measure(), measure(), measure(), measure());
}

/** Milliseconds to find and replace every match, which is what the slowest of its users does. The clock, for the count of processor time is too coarse. */
export function msOf(pattern: RegExp, text: string): number {
  const fresh = new RegExp(pattern.source, pattern.flags);
  const started = performance.now();
  text.replace(fresh, '');
  return performance.now() - started;
}
