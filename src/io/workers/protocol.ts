import type { ErrorCode } from '../../model/error.ts';
import type { ReaderKey } from '../../model/reader.ts';
import type { AssembledFile, Extraction } from '../../ports/layer-reader.ts';

/** What a worker is asked to do. Tasks over a layer are followed by its chunks and an end. */
export type WorkerTask =
  | ({ readonly kind: 'read'; readonly readers: readonly ReaderKey[] } & Guarded)
  | { readonly kind: 'hash' }
  | { readonly kind: 'extract'; readonly extraction: Extraction }
  | ({ readonly kind: 'assemble'; readonly files: readonly AssembledFile[] } & Guarded)
  | ({ readonly kind: 'walk'; readonly root: string; readonly readers: readonly ReaderKey[] } & Guarded);

/** A task during which readers get files. */
interface Guarded {
  readonly passOver: readonly LostReading[];
}

/** A reading that a worker did not come back from. `row` is -1 when the reader is given up for all files. */
export interface LostReading {
  readonly row: number;
  readonly reader: number;
  readonly why: 'time' | 'crash';
}

export type ToWorker =
  | { readonly kind: 'task'; readonly task: WorkerTask }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

export type FromWorker =
  /** One chunk was taken. */
  | { readonly kind: 'ack' }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly help: readonly string[] };

/** Chunks under way to one worker: enough to keep it busy, few enough to bound memory. */
export const CHUNKS_IN_FLIGHT = 4;
