import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Failure } from './check.ts';
import { Progress } from './progress.ts';

/** An input that ran this long by the clock is taken for an endless loop, and its thread is ended. */
const HANG_MS = 20_000;

export interface WorkerTask {
  readonly family: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** `Date.now()` at which no new input is begun. */
  readonly endAt: number;
  readonly memory: SharedArrayBuffer;
}

export type FromWorker =
  | { readonly kind: 'failed'; readonly index: number; readonly failure: Failure }
  | { readonly kind: 'done'; readonly index: number };

export interface FuzzResult {
  readonly inputs: number;
  readonly seconds: number;
  /** In the order of their indexes; many may fail in the same way. */
  readonly failures: readonly { readonly index: number; readonly failure: Failure }[];
}

/** Runs the inputs of a family up to index `inputs`, or until time is up, in a thread of its own that is ended and replaced when it hangs or dies. */
export async function fuzz(family: string, seed: number, inputs: number, maxMs: number): Promise<FuzzResult> {
  const started = Date.now();
  const failures: { index: number; failure: Failure }[] = [];
  let next = 0;
  while (next < inputs && Date.now() < started + maxMs) {
    const progress = new Progress();
    const task = { family, seed, from: next, to: inputs, endAt: started + maxMs, memory: progress.memory };
    const end = await runWorker(task, progress, failures);
    if (end.kind === 'done') {
      next = end.index;
      break;
    }
    failures.push({ index: progress.index, failure: end.failure });
    next = progress.index + 1;
  }
  return { inputs: next, seconds: (Date.now() - started) / 1000, failures };
}

type End = { readonly kind: 'done'; readonly index: number } | { readonly kind: 'lost'; readonly failure: Failure };

function runWorker(
  task: WorkerTask,
  progress: Progress,
  failures: { index: number; failure: Failure }[],
): Promise<End> {
  return new Promise((resolve) => {
    const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: task });
    const finish = (end: End) => {
      clearInterval(watch);
      resolve(end);
      void worker.terminate();
    };
    const watch = setInterval(() => {
      if (progress.elapsedMs > HANG_MS)
        finish({ kind: 'lost', failure: { kind: 'hangs', what: `runs for more than ${HANG_MS / 1000} s` } });
    }, 200);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'done') finish(message);
      else failures.push({ index: message.index, failure: message.failure });
    });
    worker.on('error', (cause: unknown) => {
      const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      finish({ kind: 'lost', failure: { kind: 'throws', what: `ends its thread: ${what.slice(0, 200)}` } });
    });
  });
}
