import type { Location } from '../model/evidence.ts';
import type { Package } from '../model/package.ts';

const RELATIONS = ['root', 'direct', 'transitive', 'unknown'] as const;

/** One package per id: the same thing at several places is one with several locations. Sorted by id. */
export function mergePackages(packages: readonly Package[]): Package[] {
  const merged = new Map<string, Package>();
  for (const pkg of packages) {
    const other = merged.get(pkg.id);
    merged.set(pkg.id, other === undefined ? pkg : both(other, pkg));
  }
  return [...merged.values()].map(tidied).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function both(a: Package, b: Package): Package {
  const { dev: _, ...rest } = a;
  return {
    ...rest,
    relation: RELATIONS[Math.min(RELATIONS.indexOf(a.relation), RELATIONS.indexOf(b.relation))]!,
    licenses: [...new Set([...a.licenses, ...b.licenses])].sort(),
    locations: [...a.locations, ...b.locations],
    introduced: Math.min(a.introduced ?? 0, b.introduced ?? 0),
    // Needed at run time at one place is needed.
    ...(a.dev === true && b.dev === true && { dev: true }),
  };
}

function tidied(pkg: Package): Package {
  if (pkg.locations.length < 2) return pkg;
  const unique = new Map<string, Location>(pkg.locations.map((location) => [keyOf(location), location]));
  return { ...pkg, locations: [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, location]) => location) };
}

function keyOf({ path, inside, layer }: Location): string {
  return [layer ?? '', path, ...(inside ?? [])].join('\0');
}
