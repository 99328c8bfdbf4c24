import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** The bytes of a plain file of at most `most`; undefined when there is none, it is longer, or it cannot be read. Never waits for a pipe. */
export function readBounded(path: string, most: number): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(file);
    if (!status.isFile() || status.size > most) return undefined;
    const bytes = Buffer.allocUnsafe(status.size);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
