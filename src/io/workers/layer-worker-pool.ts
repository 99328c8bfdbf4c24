import type { ReaderKey } from '../../model/reader.ts';
import type {
  AssembledFacts,
  AssembledFile,
  Extraction,
  ExtractionResult,
  LayerDigests,
  LayerReaders,
  LayerResult,
  OpenLayer,
} from '../../ports/layer-reader.ts';
import type { Trace } from '../../ports/trace.ts';
import { Job, ReadingLost } from './job.ts';
import type { Lane, LaneOptions, StartLane } from './lane.ts';
import type { LostReading, WorkerTask } from './protocol.ts';

export interface LayerWorkerPoolOptions extends LaneOptions {
  readonly start: StartLane;
  readonly size: number;
  readonly trace: Trace;
}

/** A reader that is lost so often in one task gets no more files of it. */
const MOST_LOSSES = 3;

/** Workers, started at the first need and kept until `close`. One task at a time each; a task that fails or is aborted costs its worker. */
export class LayerWorkerPool implements LayerReaders {
  readonly parallel: number;
  readonly #options: LayerWorkerPoolOptions;
  readonly #idle: Lane[] = [];
  readonly #waiting: (() => void)[] = [];
  /** All that run, busy or not. */
  readonly #lanes = new Set<Lane>();

  constructor(options: LayerWorkerPoolOptions) {
    this.#options = options;
    this.parallel = options.size;
  }

  read(open: OpenLayer, readers: readonly ReaderKey[], signal: AbortSignal): Promise<LayerResult> {
    this.#options.trace.add('readers run', readers.length);
    return this.#runGuarded((passOver) => ({ kind: 'read', readers, passOver }), open, signal);
  }

  hash(open: OpenLayer, signal: AbortSignal): Promise<LayerDigests> {
    return this.#run({ kind: 'hash' }, open, signal);
  }

  extract(open: OpenLayer, extraction: Extraction, signal: AbortSignal): Promise<ExtractionResult> {
    this.#options.trace.add('revisits');
    return this.#run({ kind: 'extract', extraction }, open, signal);
  }

  assemble(files: readonly AssembledFile[], signal: AbortSignal): Promise<AssembledFacts> {
    return this.#runGuarded((passOver) => ({ kind: 'assemble', files, passOver }), undefined, signal);
  }

  walk(root: string, readers: readonly ReaderKey[], signal: AbortSignal): Promise<LayerResult> {
    return this.#runGuarded((passOver) => ({ kind: 'walk', root, readers, passOver }), undefined, signal);
  }

  async close(): Promise<void> {
    this.#idle.length = 0;
    await Promise.all([...this.#lanes].map((lane) => lane.stop()));
    this.#lanes.clear();
  }

  /** Makes the task again without each reading that was lost. */
  async #runGuarded<R>(
    taskWithout: (passOver: readonly LostReading[]) => WorkerTask,
    open: OpenLayer | undefined,
    signal: AbortSignal,
  ): Promise<R> {
    const passOver: LostReading[] = [];
    for (;;) {
      try {
        return await this.#run<R>(taskWithout(passOver), open, signal);
      } catch (cause) {
        if (!(cause instanceof ReadingLost)) throw cause;
        this.#options.trace.add('readings lost');
        passOver.push(cause.reading);
        const { reader, why } = cause.reading;
        if (passOver.filter((lost) => lost.reader === reader).length >= MOST_LOSSES)
          passOver.push({ row: -1, reader, why });
      }
    }
  }

  async #run<R>(task: WorkerTask, open: OpenLayer | undefined, signal: AbortSignal): Promise<R> {
    signal.throwIfAborted();
    const lane = await this.#take();
    const { limits, trace } = this.#options;
    let isHealthy = false;
    try {
      const result = await new Job<R>(lane, limits.fileMs, signal).run(task, open?.(signal), (bytes) =>
        trace.add('bytes', bytes),
      );
      isHealthy = true;
      return result;
    } finally {
      if (isHealthy) this.#idle.push(lane);
      else {
        this.#lanes.delete(lane);
        await lane.stop();
      }
      this.#waiting.shift()?.();
    }
  }

  async #take(): Promise<Lane> {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle !== undefined) return idle;
      if (this.#lanes.size < this.parallel) {
        this.#options.trace.add('workers');
        const lane = this.#options.start(this.#options);
        this.#lanes.add(lane);
        return lane;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}
