import { Worker } from 'node:worker_threads';
import type { Lane, LaneListener, LaneOptions } from './lane.ts';
import { POSITION_BYTES, positionIn, writeNowhere } from './position.ts';
import type { FromWorker } from './protocol.ts';

/** What a worker thread is born with. */
export interface ThreadData {
  readonly limits: LaneOptions['limits'];
  readonly position: SharedArrayBuffer;
}

/** A worker thread. Cheap, but no wall: what ends the process ends everything. */
export function threadLane({ script, limits }: LaneOptions): Lane {
  const shared = new SharedArrayBuffer(POSITION_BYTES);
  const view = new Int32Array(shared);
  writeNowhere(view);
  const worker = new Worker(script, { workerData: { limits, position: shared } satisfies ThreadData });
  worker.unref();
  let listener: LaneListener | undefined;
  worker.on('message', (message: FromWorker) => listener?.message(message));
  worker.on('error', (cause) => listener?.lost(cause instanceof Error ? cause : new Error(String(cause))));
  worker.on('exit', () => listener?.lost(undefined));
  return {
    post: (message, buffer) => worker.postMessage(message, buffer === undefined ? [] : [buffer]),
    listen: (other) => {
      listener = other;
    },
    position: () => positionIn(view),
    stop: async () => void (await worker.terminate()),
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
  };
}
