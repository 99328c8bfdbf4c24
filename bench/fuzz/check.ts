import { isDeepStrictEqual } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { PlimsollError } from '../../src/model/error.ts';
import { type Family, MAX_MS } from './family.ts';

/** What an input did that no input may do. */
export interface Failure {
  readonly kind: 'throws' | 'speaks' | 'differs' | 'changes-its-input' | 'slow' | 'memory' | 'hangs';
  /** The same for inputs that fail in the same way. */
  readonly what: string;
}

/** Bytes of memory that one input may take. */
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
  const maxMs = family.maxMs ?? MAX_MS;
  if (ms > maxMs && (await processorMs(family, bytes)) > maxMs) return { kind: 'slow', what: 'takes too long' };
  if (growth > MAX_GROWTH && (await growthOf(family, bytes)) > MAX_GROWTH)
    return { kind: 'memory', what: 'takes too much memory' };
  if (Buffer.compare(given, bytes) !== 0) return { kind: 'changes-its-input', what: 'changes its input' };
  const second = await outcome(family, windowOn(bytes));
  if ('failure' in second) return second.failure;
  return isDeepStrictEqual(first, second) ? undefined : { kind: 'differs', what: 'answers otherwise the second time' };
}

type Outcome = { readonly failure: Failure } | { readonly value: unknown } | { readonly refused: string };

async function outcome(family: Family, bytes: Uint8Array): Promise<Outcome> {
  listener.heard = undefined;
  listener.listens = true;
  try {
    const answer = family.run(bytes);
    const value = answer instanceof Promise ? await answer : answer;
    if (listener.heard === undefined) return { value };
    return { failure: { kind: 'speaks', what: `writes to the terminal with console.${listener.heard}` } };
  } catch (cause) {
    if (family.refuses === true && cause instanceof PlimsollError) return { refused: `${cause.code} ${cause.message}` };
    return { failure: { kind: 'throws', what: signatureOf(cause) } };
  } finally {
    listener.listens = false;
  }
}

/** No parser writes to the terminal, no library of one either: what it would say are a stranger's words. */
const listener: { listens: boolean; heard: string | undefined } = { listens: false, heard: undefined };
for (const name of ['debug', 'info', 'log', 'warn', 'error'] as const) {
  const speak = console[name];
  console[name] = (...words: unknown[]) => {
    if (listener.listens) listener.heard = name;
    else speak(...words);
  };
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

/** A second look at a suspect: the least of three, so that a busy machine is not taken for a failure. */
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

/** The most of three: each begins with what was left over collected, and may itself be collected in the middle. */
async function growthOf(family: Family, bytes: Uint8Array): Promise<number> {
  let most = 0;
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    const before = memoryInUse();
    await outcome(family, bytes.slice());
    most = Math.max(most, memoryInUse() - before);
  }
  return most;
}
