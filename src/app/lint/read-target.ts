import { readFileSync, statSync } from 'node:fs';
import { limits } from '../../formats/bytes/limits.ts';
import { parseDockerfile } from '../../formats/dockerfile/parse-dockerfile.ts';
import { positionAt } from '../../formats/dockerfile/position.ts';
import type { Dockerfile } from '../../model/dockerfile.ts';
import { PlimsollError } from '../../model/error.ts';
import type { LintTarget } from './targets.ts';

/** How far a file is looked at for bytes that no text has. */
const HEAD = 8192;

/** No Dockerfile has so many: what has is something else, or was made to keep its reader busy. */
const MOST_LINES = 100_000;
const MOST_INSTRUCTIONS = 2000;

/** Reads and parses a target. `lint/unreadable`, `lint/too-large`, `lint/not-text`. */
export async function parseTarget(target: LintTarget, stdin: () => AsyncIterable<Uint8Array>): Promise<Dockerfile> {
  const bytes = await readTarget(target, stdin);
  let lines = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1))
    if (++lines > MOST_LINES) throw tooMany(target.path, `${MOST_LINES} lines`, lines, 1);
  const file = parseDockerfile(bytes, target.path);
  const beyond = file.instructions[MOST_INSTRUCTIONS];
  if (beyond === undefined) return file;
  const { line, column } = positionAt(file, beyond.span.start);
  throw tooMany(target.path, `${MOST_INSTRUCTIONS} instructions`, line, column);
}

function tooMany(path: string, most: string, line: number, column: number): PlimsollError {
  return new PlimsollError('lint/too-large', `${path} has more than ${most}: line ${line}, column ${column}`);
}

/** The bytes of a target. */
async function readTarget(
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
