import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PlimsollError } from '../../model/error.ts';
import { printable } from './printable.ts';

/** Chunks are handed over to worker threads, so each owns its ArrayBuffer: no slice of a pool, no buffer used twice. */
export const CHUNK_BYTES = 1 << 20;

/** A whole part of a file: `offset` and `sizeBytes` in bytes. */
export interface FileRange {
  readonly offset: number;
  readonly sizeBytes: number;
}

/**
 * Opens a file for reading and gives its kind and size. Never blocks on a FIFO. `nofollow`: the last part of the path must not be a link.
 * `image/not-found`, `image/unreadable`.
 */
export async function openForReading(
  path: string,
  nofollow = false,
): Promise<{ handle: FileHandle; sizeBytes: number; regular: boolean; directory: boolean }> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (nofollow ? constants.O_NOFOLLOW : 0);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, flags);
    const stat = await handle.stat();
    return { handle, sizeBytes: stat.size, regular: stat.isFile(), directory: stat.isDirectory() };
  } catch (cause) {
    await handle?.close();
    throw unreadable(path, cause);
  }
}

/** What the system said about a path, as an error that a person can use. */
export function unreadable(path: string, cause: unknown): PlimsollError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new PlimsollError('image/not-found', `there is no ${printable(path, 300)}`, {
      cause,
      help: ['name the path of an archive, or of a directory with an OCI layout'],
    });
  }
  const help = code === 'EACCES' || code === 'EPERM' ? ['check the permissions of the file and its directories'] : [];
  return new PlimsollError('image/unreadable', `cannot read ${printable(path, 300)} (${code || 'unknown error'})`, {
    cause,
    help,
  });
}

/** The bytes of a range in chunks of 1 MiB, one read ahead. Ends early when the file does: whoever knows the size checks it. */
export async function* chunksOf(
  handle: FileHandle,
  range: FileRange,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  const end = range.offset + range.sizeBytes;
  let position = range.offset;
  let ahead = position < end ? readAt(handle, position, Math.min(CHUNK_BYTES, end - position)) : undefined;
  try {
    while (ahead !== undefined) {
      const chunk: Uint8Array<ArrayBuffer> = await ahead;
      signal.throwIfAborted();
      position += chunk.length;
      ahead =
        chunk.length > 0 && position < end
          ? readAt(handle, position, Math.min(CHUNK_BYTES, end - position))
          : undefined;
      if (chunk.length > 0) yield chunk;
    }
  } finally {
    // A consumer that stops early must not close the file under a read that is under way.
    await ahead?.catch(() => undefined);
  }
}

/** The bytes of a range, whole; the caller has checked its size against a cap. */
export async function readRange(handle: FileHandle, range: FileRange, signal: AbortSignal): Promise<Uint8Array> {
  const bytes = new Uint8Array(range.sizeBytes);
  let filled = 0;
  for await (const chunk of chunksOf(handle, range, signal)) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytes.subarray(0, filled);
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
