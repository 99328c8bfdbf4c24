import { parentPort } from 'node:worker_threads';
import { CHUNKS_IN_FLIGHT, type FromWorker, type ToWorker, type WorkerTask } from '../io/workers/protocol.ts';

import { PlimsollError } from '../model/error.ts';
import { extractFiles, hashLayer, readAssembled, readLayer } from '../scan/layer-task.ts';
import { layerReaders } from './layer-readers.ts';
import { readTree } from './read-tree.ts';

/** The entry of a worker thread: takes tasks and chunks, answers with results whose buffers are handed over. */
const port = parentPort!;
let feed: ((message: ToWorker) => void) | undefined;

port.on('message', (message: ToWorker) => {
  if (message.kind === 'task') void answer(message.task);
  else feed?.(message);
});

async function answer(task: WorkerTask): Promise<void> {
  try {
    const result = await run(task);
    port.postMessage({ kind: 'done', result } satisfies FromWorker, buffersOf(result));
  } catch (cause) {
    const error =
      cause instanceof PlimsollError
        ? cause
        : new PlimsollError('scan/worker-failed', cause instanceof Error ? cause.message : String(cause));
    port.postMessage({
      kind: 'failed',
      code: error.code,
      message: error.message,
      help: error.help,
    } satisfies FromWorker);
  } finally {
    feed = undefined;
  }
}

function run(task: WorkerTask): unknown {
  switch (task.kind) {
    case 'read':
      return readLayer(chunks(), layerReaders, task.readers);
    case 'hash':
      return hashLayer(chunks());
    case 'extract':
      return extractFiles(chunks(), task.extraction);
    case 'assemble':
      return readAssembled(task.files, layerReaders);
    case 'walk':
      return readTree(task.root, layerReaders, task.readers);
    default:
      return task satisfies never;
  }
}

/** The chunks of the layer as they arrive; each is acknowledged when the next is asked for. */
function chunks(): AsyncIterable<Uint8Array> {
  const arrived: Uint8Array[] = [];
  let isOver = false;
  let wake: (() => void) | undefined;
  feed = (message) => {
    if (message.kind === 'chunk') arrived.push(message.bytes);
    else isOver = true;
    if (arrived.length > CHUNKS_IN_FLIGHT) throw new Error('more chunks than were agreed on');
    wake?.();
  };
  return (async function* () {
    for (;;) {
      const chunk = arrived.shift();
      if (chunk !== undefined) {
        yield chunk;
        port.postMessage({ kind: 'ack' } satisfies FromWorker);
      } else if (isOver) return;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  })();
}

/** The buffers inside a result that can change hands. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (value instanceof Uint8Array) {
    if (value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) buffersOf(item, found);
  return [...found];
}
