import { Worker } from 'node:worker_threads';
import { PlimsollError } from '../../model/error.ts';
import type { ReaderKey } from '../../model/reader.ts';
import type {
  AssembledFacts,
  AssembledFile,
  Extraction,
  ExtractionResult,
  LayerDigests,
  LayerReaders,
  LayerResult,
} from '../../ports/layer-reader.ts';
import type { Trace } from '../../ports/trace.ts';
import { coalesced } from './coalesced.ts';
import { CHUNKS_IN_FLIGHT, type FromWorker, type ToWorker, type WorkerTask } from './protocol.ts';

export interface LayerWorkerPoolOptions {
  /** The worker's module. */
  readonly script: URL;
  readonly size: number;
  readonly trace: Trace;
}

/** Worker threads, started at the first need and kept until `close`. One task at a time each; a task that fails or is aborted costs its worker. */
export class LayerWorkerPool implements LayerReaders {
  readonly parallel: number;
  readonly #options: LayerWorkerPoolOptions;
  readonly #idle: Worker[] = [];
  readonly #waiting: (() => void)[] = [];
  /** All that run, busy or not. */
  readonly #workers = new Set<Worker>();

  constructor(options: LayerWorkerPoolOptions) {
    this.#options = options;
    this.parallel = options.size;
  }

  read(chunks: AsyncIterable<Uint8Array>, readers: readonly ReaderKey[], signal: AbortSignal): Promise<LayerResult> {
    this.#options.trace.add('readers run', readers.length);
    return this.#run({ kind: 'read', readers }, chunks, signal);
  }

  hash(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<LayerDigests> {
    return this.#run({ kind: 'hash' }, chunks, signal);
  }

  extract(chunks: AsyncIterable<Uint8Array>, extraction: Extraction, signal: AbortSignal): Promise<ExtractionResult> {
    this.#options.trace.add('revisits');
    return this.#run({ kind: 'extract', extraction }, chunks, signal);
  }

  assemble(files: readonly AssembledFile[], signal: AbortSignal): Promise<AssembledFacts> {
    return this.#run({ kind: 'assemble', files }, undefined, signal);
  }

  walk(root: string, readers: readonly ReaderKey[], signal: AbortSignal): Promise<LayerResult> {
    return this.#run({ kind: 'walk', root, readers }, undefined, signal);
  }

  async close(): Promise<void> {
    this.#idle.length = 0;
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
    this.#workers.clear();
  }

  async #run<R>(task: WorkerTask, chunks: AsyncIterable<Uint8Array> | undefined, signal: AbortSignal): Promise<R> {
    signal.throwIfAborted();
    const worker = await this.#take();
    let isHealthy = false;
    try {
      const result = await new Job<R>(worker, signal).run(task, chunks, (bytes) =>
        this.#options.trace.add('bytes', bytes),
      );
      isHealthy = true;
      return result;
    } finally {
      if (isHealthy) this.#idle.push(worker);
      else {
        this.#workers.delete(worker);
        await worker.terminate();
      }
      this.#waiting.shift()?.();
    }
  }

  async #take(): Promise<Worker> {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle !== undefined) return idle;
      if (this.#workers.size < this.parallel) {
        this.#options.trace.add('workers');
        const worker = new Worker(this.#options.script);
        worker.unref();
        this.#workers.add(worker);
        return worker;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}

/** One task on one worker: feeds it with back-pressure and waits for the answer. */
class Job<R> {
  readonly #worker: Worker;
  readonly #signal: AbortSignal;
  #unacknowledged = 0;
  #wake: (() => void) | undefined;
  #isOver = false;

  constructor(worker: Worker, signal: AbortSignal) {
    this.#worker = worker;
    this.#signal = signal;
  }

  async run(
    task: WorkerTask,
    chunks: AsyncIterable<Uint8Array> | undefined,
    count: (bytes: number) => void,
  ): Promise<R> {
    const answer = this.#answer();
    answer.catch(() => {});
    this.#worker.ref();
    try {
      this.#post({ kind: 'task', task });
      if (chunks !== undefined) {
        for await (const bytes of coalesced(chunks)) {
          count(bytes.length);
          while (this.#unacknowledged >= CHUNKS_IN_FLIGHT && !this.#isOver) {
            await new Promise<void>((resolve) => {
              this.#wake = resolve;
            });
          }
          if (this.#isOver) break;
          this.#unacknowledged++;
          this.#post({ kind: 'chunk', bytes }, bytes.buffer);
        }
        if (!this.#isOver) this.#post({ kind: 'end' });
      }
      return await answer;
    } finally {
      this.#worker.unref();
    }
  }

  #post(message: ToWorker, buffer?: ArrayBuffer): void {
    this.#worker.postMessage(message, buffer === undefined ? [] : [buffer]);
  }

  #answer(): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const settle = (act: () => void) => {
        this.#isOver = true;
        this.#worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        this.#signal.removeEventListener('abort', onAbort);
        this.#wake?.();
        act();
      };
      const onMessage = (message: FromWorker) => {
        if (message.kind === 'ack') {
          this.#unacknowledged--;
          this.#wake?.();
        } else if (message.kind === 'done') settle(() => resolve(message.result as R));
        else settle(() => reject(new PlimsollError(message.code, message.message, { help: message.help })));
      };
      const onError = (cause: Error) =>
        settle(() =>
          reject(new PlimsollError('scan/worker-failed', `a layer worker failed: ${cause.message}`, { cause })),
        );
      const onExit = () =>
        settle(() => reject(new PlimsollError('scan/worker-failed', 'a layer worker ended too early')));
      const onAbort = () => settle(() => reject(this.#signal.reason));
      this.#worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      this.#signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
