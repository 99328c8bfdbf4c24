import { isDeepStrictEqual } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { PlimsollError } from '../../src/model/error.ts';
import type { Family } from './family.ts';

/** What an input did that no input may do. */
export interface Failure {
  readonly kind: 'throws' | 'differs' | 'changes-its-input' | 'slow' | 'memory' | 'hangs';
  /** The same for inputs that fail in the same way. */
  readonly what: string;
}

/** Milliseconds of processor time, and bytes of memory, that one input may take. */
export const MAX_MS = 2000;
export const MAX_GROWTH = 64 << 20;

/** Runs one input twice, the second time in the middle of other bytes: a reader that looks beyond its window answers otherwise. */
export async function check(family: Family, bytes: Uint8Array): Promise<Failure | undefined> {
  const given = bytes.slice();
  const memory = memoryInUse();
  const started = performance.now();
  const first = await outcome(family, given);
  const ms = performance.now() - started;
  const growth = memoryInUse() - memory;
  if ('failure' in first) return first.failure;
  if (ms > MAX_MS && (await processorMs(family, bytes)) > MAX_MS) return { kind: 'slow', what: 'takes too long' };
  if (growth > MAX_GROWTH && (await growthOf(family, bytes)) > MAX_GROWTH)
    return { kind: 'memory', what: 'takes too much memory' };
  if (Buffer.compare(given, bytes) !== 0) return { kind: 'changes-its-input', what: 'changes its input' };
  const second = await outcome(family, windowOn(bytes));
  if ('failure' in second) return second.failure;
  return isDeepStrictEqual(first, second) ? undefined : { kind: 'differs', what: 'answers otherwise the second time' };
}

type Outcome = { readonly failure: Failure } | { readonly value: unknown } | { readonly refused: string };

async function outcome(family: Family, bytes: Uint8Array): Promise<Outcome> {
  try {
    const answer = family.run(bytes);
    return { value: answer instanceof Promise ? await answer : answer };
  } catch (cause) {
    if (family.refuses === true && cause instanceof PlimsollError) return { refused: `${cause.code} ${cause.message}` };
    return { failure: { kind: 'throws', what: signatureOf(cause) } };
  }
}

/** The message without its numbers, and the first lines of the program that it passed. */
function signatureOf(cause: unknown): string {
  if (!(cause instanceof Error)) return `throws ${typeof cause}`;
  const message = cause.message.replace(/\d+/g, '#').slice(0, 120);
  const places = (cause.stack ?? '').split('\n').filter((line) => line.includes('/src/'));
  const place = places[0]?.replace(/^.*\/src\//, 'src/').replace(/:\d+\)?$/, '') ?? '';
  return `${cause.name}: ${message} (${place})`;
}

function windowOn(bytes: Uint8Array): Uint8Array {
  const around = new Uint8Array(bytes.length + 48).fill(0xa5);
  around.set(bytes, 17);
  return around.subarray(17, 17 + bytes.length);
}

function memoryInUse(): number {
  const { used_heap_size, external_memory, malloced_memory } = getHeapStatistics();
  return used_heap_size + external_memory + malloced_memory;
}

/** A second look at a suspect: the least of three, so that a busy machine or a late collector is not taken for a failure. */
async function processorMs(family: Family, bytes: Uint8Array): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const before = process.threadCpuUsage();
    await outcome(family, bytes.slice());
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

async function growthOf(family: Family, bytes: Uint8Array): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    const before = memoryInUse();
    await outcome(family, bytes.slice());
    least = Math.min(least, memoryInUse() - before);
  }
  return least;
}
