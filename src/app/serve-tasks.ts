import { setLimits } from '../formats/bytes/limits.ts';
import type { ReadGuard } from '../image/read-guard.ts';
import { CHUNKS_IN_FLIGHT, type LostReading, type ToWorker, type WorkerTask } from '../io/workers/protocol.ts';
import { PlimsollError } from '../model/error.ts';
import type { Reader } from '../model/reader.ts';
import { extractFiles, hashLayer, readAssembled, readLayer } from '../scan/layer-task.ts';
import { readTree } from './read-tree.ts';
import { type WorkerPort, workerPort } from './worker-port.ts';

/** What a worker does: takes tasks and chunks, answers with results whose buffers are handed over. */
export function serveTasks(readers: readonly Reader<unknown>[]): void {
  const port = workerPort();
  setLimits(port.limits);
  let feed: ((message: ToWorker) => void) | undefined;

  const chunks = (): AsyncIterable<Uint8Array> => {
    const arriving = arrivals(port);
    feed = arriving.take;
    return arriving.chunks();
  };
  const run = (task: WorkerTask): unknown => {
    switch (task.kind) {
      case 'read':
        return readLayer(chunks(), readers, task.readers, guardOf(port, task.passOver));
      case 'hash':
        return hashLayer(chunks());
      case 'extract':
        return extractFiles(chunks(), task.extraction);
      case 'assemble':
        return readAssembled(task.files, readers, guardOf(port, task.passOver));
      case 'walk':
        return readTree(task.root, readers, task.readers, guardOf(port, task.passOver));
      default:
        return task satisfies never;
    }
  };
  const answer = async (task: WorkerTask): Promise<void> => {
    try {
      const result = await run(task);
      port.post({ kind: 'done', result }, buffersOf(result));
    } catch (cause) {
      const error =
        cause instanceof PlimsollError
          ? cause
          : new PlimsollError('scan/worker-failed', cause instanceof Error ? cause.message : String(cause));
      port.post({ kind: 'failed', code: error.code, message: error.message, help: error.help }, []);
    } finally {
      feed = undefined;
    }
  };
  port.listen((message) => {
    if (message.kind === 'task') void answer(message.task);
    else feed?.(message);
  });
}

/** Tells the owner who reads what, and passes over what was lost before. */
function guardOf(port: WorkerPort, passOver: readonly LostReading[]): ReadGuard {
  const { position } = port;
  const lost = new Map(passOver.map(({ row, reader, why }) => [`${row} ${reader}`, why]));
  return {
    enters(row, reader) {
      position[0] = row;
      position[2] = position[2]! + 1;
      Atomics.store(position, 1, reader);
      port.publish();
    },
    leaves() {
      Atomics.store(position, 1, -1);
      port.publish();
    },
    passesOver: (row, reader) =>
      lost.size === 0 ? undefined : (lost.get(`${row} ${reader}`) ?? lost.get(`-1 ${reader}`)),
  };
}

/** The chunks of the layer as they arrive; each is acknowledged when the next is asked for. */
function arrivals(port: WorkerPort) {
  const arrived: Uint8Array[] = [];
  let isOver = false;
  let wake: (() => void) | undefined;
  return {
    take(message: ToWorker): void {
      if (message.kind === 'chunk') arrived.push(message.bytes);
      else isOver = true;
      if (arrived.length > CHUNKS_IN_FLIGHT) throw new Error('more chunks than were agreed on');
      wake?.();
    },
    async *chunks(): AsyncGenerator<Uint8Array> {
      for (;;) {
        const chunk = arrived.shift();
        if (chunk !== undefined) {
          yield chunk;
          port.post({ kind: 'ack' }, []);
        } else if (isOver) return;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}

/** The buffers inside a result that can change hands. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (value instanceof Uint8Array) {
    if (value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) buffersOf(item, found);
  return [...found];
}
