import type { Location } from '../../../model/evidence.ts';
import { canonicalPath } from '../../bytes/entry-path.ts';

const NONE: readonly Location[] = [];

/** Places as `formatLocation` writes them, `jar!/inner.jar`; other programs' paths begin with `/`. Each once, layers are not told. */
export function locationsOf(texts: readonly string[]): readonly Location[] {
  if (texts.length === 0) return NONE;
  const places = new Map<string, Location>();
  for (const text of texts) {
    const [first = '', ...inside] = text.split('!/');
    const path = canonicalPath(first);
    if (path) places.set(text, { path, ...(inside.length > 0 && { inside }) });
  }
  return [...places.values()];
}

/** Every place of several lists, once. */
export function mergeLocations(lists: Iterable<readonly Location[]>): readonly Location[] {
  const places = new Map<string, Location>();
  for (const list of lists)
    for (const place of list) places.set([place.path, ...(place.inside ?? [])].join('\0'), place);
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}
