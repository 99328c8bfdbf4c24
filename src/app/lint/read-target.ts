import { readFileSync, statSync } from 'node:fs';
import { limits } from '../../formats/bytes/limits.ts';
import { PlimsollError } from '../../model/error.ts';
import type { LintTarget } from './targets.ts';

/** How far a file is looked at for bytes that no text has. */
const HEAD = 8192;

/** The bytes of a target. `lint/unreadable`, `lint/too-large`, `lint/not-text`. */
export async function readTarget(
  { path, file, text }: LintTarget,
  stdin: () => AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  const bytes =
    text !== undefined ? Buffer.from(text) : file === undefined ? await readAll(stdin(), path) : readFile(file, path);
  const zero = bytes.subarray(0, HEAD).indexOf(0);
  if (zero < 0) return bytes;
  const before = bytes.subarray(0, zero).toString('latin1').split('\n');
  throw new PlimsollError(
    'lint/not-text',
    `${path} is no text: a zero byte stands in line ${before.length}, column ${before.at(-1)!.length + 1}`,
    {
      help: ['Dockerfiles are UTF-8; one that was saved as UTF-16 has to be saved again'],
    },
  );
}

function readFile(file: string, path: string): Buffer {
  try {
    const status = statSync(file);
    if (status.size > limits.stringBytes) throw tooLarge(path);
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof PlimsollError) throw cause;
    throw new PlimsollError('lint/unreadable', `${path} cannot be read`, { cause });
  }
}

async function readAll(chunks: AsyncIterable<Uint8Array>, path: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limits.stringBytes) throw tooLarge(path);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

function tooLarge(path: string): PlimsollError {
  return new PlimsollError('lint/too-large', `${path} is larger than ${limits.stringBytes} bytes`, {
    help: ['allow more: --limit string-bytes=128MiB'],
  });
}
