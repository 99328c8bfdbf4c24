import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** What a bomb may take, however large it unpacks. */
const MOST_BYTES = 512 << 20;
const MOST_MS = 60_000;
const MIB = 1 << 20;

interface Outcome {
  readonly code: string;
  readonly unpackedBytes: number;
  readonly ms: number;
  readonly peakBytes: number;
}

const run = promisify(execFile);

async function read(bomb: string, limit: number): Promise<Outcome> {
  const script = join(import.meta.dirname, 'bombs/read-bomb.ts');
  const { stdout } = await run(process.execPath, [script, bomb, String(limit)], { timeout: 2 * MOST_MS });
  return JSON.parse(stdout) as Outcome;
}

/** Files that a reader asks for are held whole: twice the largest cap of a selector, and the program. */
const MOST_BYTES_SELECTED = 1280 << 20;

/** What is cut off is a partial layer, which every report says; what cannot be unpacked at all is an error. */
it.each([
  ['ten gigabytes of zeros in ten megabytes of gzip', 'zeros', 256 * MIB, 'image/too-large'],
  ['the same, up to a large limit', 'zeros', 1536 * MIB, 'image/too-large'],
  ['the same in a file that a reader asks for', 'zeroDatabase', 1536 * MIB, 'image/too-large'],
  ['gzip in gzip', 'gzipInGzip', 256 * MIB, 'image/corrupt-layer'],
  ['zstd with a window of two gigabytes', 'zstdWindow', 256 * MIB, 'image/corrupt-layer'],
  ['zstd, sixteen gigabytes by run length', 'zstdRuns', 256 * MIB, 'image/too-large'],
  ['gzip of many members', 'members', 256 * MIB, 'image/too-large'],
  ['gzip of a million empty members', 'emptyMembers', 256 * MIB, 'read'],
] as const)('%s', { timeout: 150_000 }, async (_what, bomb, limit, code) => {
  const outcome = await read(bomb, limit);
  expect(outcome.code).toBe(code);
  expect(outcome.peakBytes).toBeLessThan(bomb === 'zeroDatabase' ? MOST_BYTES_SELECTED : MOST_BYTES);
  expect(outcome.ms).toBeLessThan(MOST_MS);
});
