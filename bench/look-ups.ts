// Looks 10,000 package keys up in a store, half of them absent.
// Run: node bench/look-ups.ts CACHE_DIRECTORY KEYS.json: the first run writes the keys, each other one is a new process that looks them up.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentKnowledge, openKnowledge } from '../src/io/store/knowledge-store.ts';
import type { PackageKey } from '../src/model/knowledge.ts';

const [directory = '', keysFile = ''] = process.argv.slice(2);
const path = currentKnowledge(join(directory, 'knowledge'));
if (path === undefined || keysFile === '') throw new Error('usage: node bench/look-ups.ts CACHE_DIRECTORY KEYS.json');

if (existsSync(keysFile)) {
  const keys = JSON.parse(readFileSync(keysFile, 'utf8')) as PackageKey[];
  const started = performance.now();
  const store = await openKnowledge(path);
  const opened = performance.now();
  let found = 0;
  for (const key of keys) found += store.filed(key).length;
  console.log(
    JSON.stringify({ openMs: opened - started, lookUpsMs: performance.now() - opened, keys: keys.length, found }),
  );
  await store.close();
} else {
  const store = await openKnowledge(path);
  const all = store.searchKeys('', Number.MAX_SAFE_INTEGER);
  const step = all.length / 5000;
  const chosen = Array.from({ length: 5000 }, (_, i) => all[Math.floor(i * step)]!);
  writeFileSync(keysFile, JSON.stringify(chosen.flatMap((key) => [key, `${key}-absent`])));
  await store.close();
}
