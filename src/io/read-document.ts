import { open } from 'node:fs/promises';
import { limits } from '../formats/bytes/limits.ts';
import { PlimsollError } from '../model/error.ts';
import { printable } from './layout/printable.ts';

/** A document, whole: of a file, or of standard input for `-`. `image/not-found`, `image/unreadable`, `sbom/too-large`. */
export async function readDocument(
  name: string,
  stdin: () => AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of name === '-' ? stdin() : chunksOf(name)) {
      signal.throwIfAborted();
      length += chunk.length;
      if (length > limits.sbomBytes) throw tooLarge(name);
      parts.push(chunk);
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw cause instanceof PlimsollError ? cause : unreadable(name, cause);
  }
  return Buffer.concat(parts, length);
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    if (!(await file.stat()).isFile())
      throw new PlimsollError('image/unreadable', `${printable(path)} is not a regular file`);
    yield* file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>;
  } finally {
    await file.close();
  }
}

function tooLarge(name: string): PlimsollError {
  return new PlimsollError('sbom/too-large', `${printable(name)} is larger than ${limits.sbomBytes} bytes`, {
    help: ['take more with --limit sbom-bytes=1GiB'],
  });
}

function unreadable(name: string, cause: unknown): PlimsollError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return code === 'ENOENT'
    ? new PlimsollError('image/not-found', `there is no ${printable(name, 300)}`, { cause })
    : new PlimsollError('image/unreadable', `cannot read ${printable(name, 300)} (${code})`, { cause });
}
