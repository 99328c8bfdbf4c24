import { PlimsollError } from '../../model/error.ts';
import { coalesced } from './coalesced.ts';
import type { Lane } from './lane.ts';
import { CHUNKS_IN_FLIGHT, type FromWorker, type LostReading, type WorkerTask } from './protocol.ts';

/** A reader did not come back from a file: the worker is lost, and the task can be tried again without it. */
export class ReadingLost extends Error {
  readonly reading: LostReading;

  constructor(reading: LostReading) {
    super(`reader ${reading.reader} is lost on row ${reading.row}`);
    this.reading = reading;
  }
}

/** How often is looked whether a reader still reads the same file. */
const WATCH_MS = 100;

/**
 * One task on one worker: feeds it with back-pressure, watches over its readers and waits for the answer. Rejects with `ReadingLost` when
 * a reader takes longer than `fileMs` over one file or takes the worker with it, and with `scan/worker-failed`.
 */
export class Job<R> {
  readonly #lane: Lane;
  readonly #fileMs: number;
  readonly #signal: AbortSignal;
  #unacknowledged = 0;
  #wake: (() => void) | undefined;
  #isOver = false;

  constructor(lane: Lane, fileMs: number, signal: AbortSignal) {
    this.#lane = lane;
    this.#fileMs = fileMs;
    this.#signal = signal;
  }

  async run(
    task: WorkerTask,
    chunks: AsyncIterable<Uint8Array> | undefined,
    count: (bytes: number) => void,
  ): Promise<R> {
    const answer = this.#answer();
    answer.catch(() => {});
    this.#lane.hold(true);
    try {
      this.#lane.post({ kind: 'task', task });
      if (chunks !== undefined) await this.#feed(chunks, count);
      return await answer;
    } finally {
      this.#lane.hold(false);
    }
  }

  async #feed(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void): Promise<void> {
    for await (const bytes of coalesced(chunks)) {
      count(bytes.length);
      while (this.#unacknowledged >= CHUNKS_IN_FLIGHT && !this.#isOver) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
      if (this.#isOver) return;
      this.#unacknowledged++;
      this.#lane.post({ kind: 'chunk', bytes }, bytes.buffer);
    }
    if (!this.#isOver) this.#lane.post({ kind: 'end' });
  }

  #answer(): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const settle = (act: () => void) => {
        this.#isOver = true;
        clearInterval(watch);
        this.#lane.listen(undefined);
        this.#signal.removeEventListener('abort', onAbort);
        this.#wake?.();
        act();
      };
      const onAbort = () => settle(() => reject(this.#signal.reason));
      const watch = this.#watch((reading) => settle(() => reject(new ReadingLost(reading))));
      this.#signal.addEventListener('abort', onAbort, { once: true });
      this.#lane.listen({
        message: (message: FromWorker) => {
          if (message.kind === 'ack') {
            this.#unacknowledged--;
            this.#wake?.();
          } else if (message.kind === 'done') settle(() => resolve(message.result as R));
          else settle(() => reject(new PlimsollError(message.code, message.message, { help: message.help })));
        },
        lost: (cause) => {
          const { row, reader } = this.#lane.position();
          if (reader >= 0) settle(() => reject(new ReadingLost({ row, reader, why: 'crash' })));
          else {
            const why = cause === undefined ? 'ended too early' : `failed: ${cause.message}`;
            settle(() => reject(new PlimsollError('scan/worker-failed', `a layer worker ${why}`, { cause })));
          }
        },
      });
    });
  }

  /** Tells of a reading that stays the same for too long. */
  #watch(tooLong: (reading: LostReading) => void): NodeJS.Timeout {
    let seen = { count: -1, since: 0 };
    const look = () => {
      const { row, reader, count } = this.#lane.position();
      const now = performance.now();
      if (reader < 0 || count !== seen.count) seen = { count, since: now };
      else if (now - seen.since >= this.#fileMs) tooLong({ row, reader, why: 'time' });
    };
    return setInterval(look, Math.min(WATCH_MS, this.#fileMs));
  }
}
