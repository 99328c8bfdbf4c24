import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spool } from './spool.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'spool-test-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

test('what is written down is not kept in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const seen: WeakRef<Uint8Array>[] = [];
  let kept = 0;
  const chunks = async function* () {
    for (let count = 0; count < 100; count++) {
      const chunk = new Uint8Array(10_000).fill(count);
      seen.push(new WeakRef(chunk));
      yield chunk;
    }
    // References that were looked at are held until the turn ends.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    kept = seen.filter((reference) => reference.deref() !== undefined).length;
  };
  const { handle, sizeBytes } = await spool(chunks(), directory, 'x', new AbortController().signal);
  await handle.close();
  expect(sizeBytes).toBe(1_000_000);
  expect(kept).toBeLessThan(20);
});

test('the wish to stop ends a stream that is silent, and one that is not; nothing is left', async () => {
  const silent = () => new Promise<never>(() => undefined);
  const busy = async () => ({ done: false, value: new Uint8Array(1000) }) as const;
  for (const next of [silent, busy]) {
    const control = new AbortController();
    setTimeout(() => control.abort(new Error('enough')), 20);
    const chunks = { [Symbol.asyncIterator]: () => ({ next }) };
    await expect(spool(chunks, directory, 'x', control.signal)).rejects.toThrow('enough');
    await expect(spool(chunks, directory, 'x', control.signal)).rejects.toThrow('enough');
  }
  expect(readdirSync(directory)).toEqual([]);
});
