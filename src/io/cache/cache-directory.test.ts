import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { StoredLayer } from '../../ports/fact-store.ts';
import { CacheDirectory } from './cache-directory.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-cache-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const diffId = `sha256:${'a'.repeat(64)}` as const;
const layer: StoredLayer = {
  unpackedBytes: 10,
  entries: 2,
  table: new Uint8Array([1, 2, 3, 4]),
  facts: [{ reader: 'dpkg@1', bytes: new TextEncoder().encode('[{"version":"1.0"}]') }],
  wants: [],
  diagnostics: [],
};
const inventory = { complete: true, packages: [{ name: 'x', version: '1.0' }] } as unknown as Inventory;

it('gives back what was kept, for its owner alone, and leaves nothing else', async () => {
  const cache = new CacheDirectory(directory, () => {});
  await Promise.all([
    cache.put(diffId, layer),
    cache.inventories.put('key', inventory),
    cache.rememberBlob(diffId, diffId),
  ]);
  const stored = await cache.get(diffId);
  expect(stored?.facts.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['[{"version":"1.0"}]']);
  expect([...(stored?.table ?? [])]).toEqual([1, 2, 3, 4]);
  expect(await cache.inventories.get('key')).toEqual(inventory);
  expect(await cache.diffIdOf(diffId)).toBe(diffId);
  expect(await cache.inventories.get('other')).toBeUndefined();
  expect(readdirSync(join(directory, 'aside'))).toEqual([]);
  expect(statSync(join(directory, 'inventories/key')).mode & 0o077).toBe(0);
});

it('any byte that changed makes a file as good as none', async () => {
  const cache = new CacheDirectory(directory, () => {});
  const reads: Readonly<Record<string, () => Promise<unknown>>> = {
    'inventories/key': () => cache.inventories.get('key'),
    [`facts/${'a'.repeat(64)}`]: () => cache.get(diffId),
    [`blobs/${'a'.repeat(64)}`]: () => cache.diffIdOf(diffId),
  };
  for (const [name, read] of Object.entries(reads)) {
    const path = join(directory, name);
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 1 << (at % 8);
      writeFileSync(path, bytes);
      expect([name, at, await read()]).toEqual([name, at, undefined]);
      writeFileSync(path, whole.subarray(0, at));
      expect([name, at, await read()]).toEqual([name, at, undefined]);
    }
    writeFileSync(path, whole);
    expect(await read()).toBeDefined();
  }
});

it('a directory that cannot be written is noted once', async () => {
  const file = join(directory, 'a-file');
  writeFileSync(file, '');
  const notes: Diagnostic[] = [];
  const cache = new CacheDirectory(join(file, 'below'), (note) => notes.push(note));
  await cache.put(diffId, layer);
  await cache.inventories.put('key', inventory);
  expect(notes.map(({ code }) => code)).toEqual(['cache/not-writable']);
  expect(await cache.get(diffId)).toBeUndefined();
});
