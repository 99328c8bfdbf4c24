import type { Package } from '../../../model/package.ts';
import { mergeLocations } from './locations.ts';

const RELATIONS = ['root', 'direct', 'transitive', 'unknown'] as const;

/** One package per id, sorted by it: documents list the same thing once for each place. */
export function mergePackages(packages: readonly Package[]): readonly Package[] {
  const merged = new Map<string, Package[]>();
  for (const pkg of packages) {
    const same = merged.get(pkg.id);
    if (same === undefined) merged.set(pkg.id, [pkg]);
    else same.push(pkg);
  }
  const unique = [...merged.values()].map((same) => (same.length === 1 ? same[0]! : asOne(same)));
  return unique.sort((a, b) => (a.id < b.id ? -1 : 1));
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
