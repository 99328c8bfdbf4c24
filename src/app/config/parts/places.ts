import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Surroundings } from './surroundings.ts';

declare const PLIMSOLL_VERSION: string | undefined;

const isBundle = typeof PLIMSOLL_VERSION === 'string';
/** From source, the root of the repository; else the directory of the bundle. */
const here = fileURLToPath(new URL(isBundle ? '.' : '../../../..', import.meta.url));

/** The version in package.json, which the build puts into the bundle. */
export function toolVersion(): string {
  if (typeof PLIMSOLL_VERSION === 'string') return PLIMSOLL_VERSION;
  return (JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The directory with the store that was built from the shipped snapshot. */
export const shippedKnowledge = join(here, isBundle ? 'knowledge' : 'dist/knowledge');
export const snapshotFile = join(shippedKnowledge, 'snapshot.jsonl.zst');

/** Where everything that is kept lies when nobody says (XDG base directory specification). */
export function defaultCacheDirectory({ environment, home, temporaryDirectory }: Surroundings): string {
  const cache = environment['XDG_CACHE_HOME'];
  if (cache?.startsWith('/')) return join(cache, 'plimsoll');
  return home === undefined ? join(temporaryDirectory, 'plimsoll') : join(home, '.cache/plimsoll');
}
