import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { inflate } from '../../formats/bytes/inflate.ts';
import { limits } from '../../formats/bytes/limits.ts';
import { PlimsollError } from '../../model/error.ts';
import { printable } from '../layout/printable.ts';
import { damaged, tooLarge, truncated } from './tar-index.ts';

/**
 * Writes a stream, unpacked when it is gzip or zstd, into a private file that has no name any more: it is gone when the process is,
 * however that ends. `name` stands in errors: `image/truncated`, `image/damaged-archive`, `image/too-large`, `image/no-space`.
 */
export async function spool(
  chunks: AsyncIterable<Uint8Array>,
  directory: string,
  name: string,
  signal: AbortSignal,
): Promise<{ readonly handle: FileHandle; readonly sizeBytes: number }> {
  const handle = await privateFile(directory);
  try {
    let sizeBytes = 0;
    for await (const chunk of inflate(abortable(chunks, signal))) {
      signal.throwIfAborted();
      if (sizeBytes + chunk.length > limits.outputBytes) throw tooLarge(name, `more than ${limits.outputBytes} bytes`);
      await writeWhole(handle, chunk, sizeBytes, directory);
      sizeBytes += chunk.length;
    }
    return { handle, sizeBytes };
  } catch (cause) {
    await handle.close();
    throw asArchiveError(cause, name);
  }
}

/** Linux's `O_TMPFILE` (open(2)), which Node does not name; the same number on x86 and ARM. */
const NAMELESS = constants.O_DIRECTORY | 0o20000000;

/** A file without a name from the start, where the system can; else one that loses its name at once. */
async function privateFile(directory: string): Promise<FileHandle> {
  try {
    if (process.platform === 'linux')
      return await open(directory, NAMELESS | constants.O_RDWR | constants.O_EXCL, 0o600);
  } catch {
    // Not every file system knows how.
  }
  const path = join(directory, `plimsoll-${randomUUID()}`);
  try {
    const handle = await open(path, 'wx+', 0o600);
    await unlink(path);
    return handle;
  } catch (cause) {
    throw noSpace(directory, cause);
  }
}

async function writeWhole(handle: FileHandle, chunk: Uint8Array, position: number, directory: string): Promise<void> {
  try {
    for (let done = 0; done < chunk.length; ) {
      done += (await handle.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
    }
  } catch (cause) {
    throw noSpace(directory, cause);
  }
}

/** A stream that waits for a person or a pipe must not outlive the wish to stop. */
async function* abortable(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await unlessAborted(iterator.next(), signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a generator that hangs in `next` would hang here too.
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

/** A race against one promise for all chunks would keep each of them until its end: so each has a listener of its own, taken away again. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    const settled = () => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    promise.finally(settled).then(resolve, reject);
  });
}

function noSpace(directory: string, cause: unknown): PlimsollError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  return new PlimsollError('image/no-space', `cannot keep the image in ${printable(directory, 300)} (${code})`, {
    cause,
    help: ['set TMPDIR to a directory with space, or unpack the archive into a file first'],
  });
}

function asArchiveError(cause: unknown, name: string): unknown {
  if (!(cause instanceof PlimsollError)) return cause;
  if (cause.code === 'image/truncated-layer') return truncated(name, cause);
  return cause.code === 'image/corrupt-layer' ? damaged(name, 'its compressed data are damaged', cause) : cause;
}
