import { setTimeout as sleep } from 'node:timers/promises';

/** How often and how patiently a registry is asked again. */
export interface RetryPolicy {
  readonly tries: number;
  /** Doubles with each try. */
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

const BUSY: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const PASSING: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/** Whether a status may be another one soon. */
export function isBusy(status: number): boolean {
  return BUSY.has(status);
}

/** Whether a failure of the network may pass by itself. */
export function isPassing(code: string): boolean {
  return PASSING.has(code);
}

/** How long to wait after try number `attempt` (from 1), in ms: what `Retry-After` says (seconds or a date, RFC 9110 §10.2.3), capped. */
export function delayAfter(
  attempt: number,
  retryAfter: string | undefined,
  policy: RetryPolicy,
  nowMs: number,
): number {
  const own = policy.firstDelayMs * 2 ** (attempt - 1);
  return Math.min(Math.max(0, askedDelay(retryAfter, nowMs) ?? own), policy.maxDelayMs);
}

function askedDelay(retryAfter: string | undefined, nowMs: number): number | undefined {
  if (retryAfter === undefined || retryAfter.length > 64) return undefined;
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
  // A date of HTTP ends in GMT: JavaScript would find one in a negative number too.
  const date = retryAfter.trim().endsWith('GMT') ? Date.parse(retryAfter) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - nowMs;
}

/** Waits, or rejects with the signal's reason. */
export async function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(delayMs, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}
