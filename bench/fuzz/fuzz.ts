import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Failure } from './check.ts';
import { familyFolder } from './families.ts';
import { Progress } from './progress.ts';

export interface WorkerTask {
  readonly folder: string;
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

export interface FuzzOptions {
  readonly seed: number;
  /** Index at which to end. */
  readonly inputs: number;
  readonly maxMs: number;
  /** An input that ran this long by the clock is taken for an endless loop. */
  readonly hangMs?: number;
  readonly folder?: string;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly seconds: number;
  /** Many may fail in the same way. */
  readonly failures: readonly { readonly index: number; readonly failure: Failure }[];
}

type End = { readonly kind: 'done'; readonly index: number } | { readonly kind: 'lost'; readonly failure: Failure };

/** Runs inputs in a thread that is ended and replaced when it hangs or dies. Close it at the end. */
export class Fuzzer {
  #worker: Worker | undefined;

  /** Runs the inputs of one family until the last index or the end of time. */
  async fuzz(
    family: string,
    { seed, inputs, maxMs, hangMs = 20_000, folder = familyFolder }: FuzzOptions,
  ): Promise<FuzzResult> {
    const started = Date.now();
    const endAt = started + maxMs;
    const failures: { index: number; failure: Failure }[] = [];
    let next = 0;
    while (next < inputs && Date.now() < endAt) {
      const progress = new Progress();
      const task = { folder, family, seed, from: next, to: inputs, endAt, memory: progress.memory };
      const end = await this.#run(task, progress, hangMs, failures);
      if (end.kind === 'done') {
        next = end.index;
        break;
      }
      await this.close();
      failures.push({ index: progress.index, failure: end.failure });
      next = progress.index + 1;
    }
    return { inputs: next, seconds: (Date.now() - started) / 1000, failures };
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #run(
    task: WorkerTask,
    progress: Progress,
    hangMs: number,
    failures: { index: number; failure: Failure }[],
  ): Promise<End> {
    this.#worker ??= new Worker(join(import.meta.dirname, 'worker.ts'));
    const worker = this.#worker;
    return new Promise((resolve) => {
      const finish = (end: End) => {
        clearInterval(watch);
        worker.removeAllListeners('message').removeAllListeners('error');
        resolve(end);
      };
      const watch = setInterval(() => {
        const what = `runs for more than ${hangMs / 1000} s`;
        if (progress.elapsedMs > hangMs) finish({ kind: 'lost', failure: { kind: 'hangs', what } });
      }, 100);
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'done') finish(message);
        else failures.push({ index: message.index, failure: message.failure });
      });
      worker.on('error', (cause: unknown) => {
        const told = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
        finish({ kind: 'lost', failure: { kind: 'throws', what: `ends its thread: ${told.slice(0, 200)}` } });
      });
      worker.postMessage(task);
    });
  }
}
