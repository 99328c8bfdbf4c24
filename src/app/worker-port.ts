import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Limits } from '../formats/bytes/limits.ts';
import { POSITION_BYTES, POSITION_FD, writeNowhere } from '../io/workers/position.ts';
import type { FromWorker, ToWorker } from '../io/workers/protocol.ts';
import type { ThreadData } from '../io/workers/thread-lane.ts';

/** A worker's way to its owner, be it a thread of the program or a process of its own. */
export interface WorkerPort {
  readonly limits: Readonly<Limits>;
  /** What is being read, for the owner to see from outside; call `publish` after each change. */
  readonly position: Int32Array;
  publish(): void;
  listen(listener: (message: ToWorker) => void): void;
  post(message: FromWorker, buffers: readonly ArrayBuffer[]): void;
}

export function workerPort(): WorkerPort {
  return parentPort === null ? processPort() : threadPort(parentPort);
}

function threadPort(port: NonNullable<typeof parentPort>): WorkerPort {
  const { limits, position } = workerData as ThreadData;
  return {
    limits,
    position: new Int32Array(position),
    publish() {},
    listen: (listener) => port.on('message', listener),
    post: (message, buffers) => port.postMessage(message, buffers),
  };
}

function processPort(): WorkerPort {
  const position = new Int32Array(POSITION_BYTES / Int32Array.BYTES_PER_ELEMENT);
  writeNowhere(position);
  return {
    limits: JSON.parse(process.argv[2]!) as Limits,
    position,
    publish: () => void writeSync(POSITION_FD, position, 0, POSITION_BYTES, 0),
    listen: (listener) => {
      process.on('message', (message) => listener(message as ToWorker));
      process.on('disconnect', () => process.exit());
    },
    post: (message) => void process.send!(message),
  };
}
