import type { Package } from '../../../model/package.ts';
import { mergeLocations } from './locations.ts';

const RELATIONS = ['root', 'direct', 'transitive', 'unknown'] as const;

/** One package per id, sorted by it: documents list the same thing once for each place. */
export function mergePackages(packages: readonly Package[]): readonly Package[] {
  const sorted = [...packages].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const merged: Package[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (sorted[end]?.id === sorted[start]!.id) end++;
    merged.push(end === start + 1 ? sorted[start]! : asOne(sorted.slice(start, end)));
    start = end;
  }
  return merged;
}

/** Ids hold no vendor: of two words the first that says something counts. */
function asOne(same: readonly Package[]): Package {
  const first = same[0]!;
  const { dev: _, ...rest } = first;
  const source = same.find((pkg) => pkg.source !== undefined)?.source;
  return {
    ...rest,
    ...(source !== undefined && { source }),
    vendor: same.find(({ vendor }) => vendor !== 'unknown')?.vendor ?? 'unknown',
    relation: RELATIONS.find((relation) => same.some((pkg) => pkg.relation === relation)) ?? 'unknown',
    // Needed at run time at one place is needed.
    ...(same.every(({ dev }) => dev === true) && { dev: true }),
    licenses: [...new Set(same.flatMap(({ licenses }) => licenses))].sort(),
    locations: mergeLocations(same.map(({ locations }) => locations)),
    visible: same.some(({ visible }) => visible),
  };
}
