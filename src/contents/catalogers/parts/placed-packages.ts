import type { Located } from '../../../model/reader.ts';

/** A package of a database, with each database file that names it. */
export interface Placed<P> {
  readonly pkg: P;
  readonly locations: readonly { readonly layer: number; readonly path: string }[];
}

interface Identified {
  readonly name: string;
  readonly version: string;
  readonly arch?: string;
}

/** Each package once, though two database files name it. One name may stand there for several versions and architectures. */
export function placedPackages<P extends Identified>(
  databases: Iterable<Located<{ readonly packages: readonly P[] }>>,
): Iterable<Placed<P>> {
  const all = new Map<string, { pkg: P; locations: { layer: number; path: string }[] }>();
  for (const { layer, path, fact } of databases) {
    for (const pkg of fact.packages) {
      const key = `${pkg.name}\0${pkg.version}\0${pkg.arch ?? ''}`;
      const known = all.get(key);
      if (known === undefined) all.set(key, { pkg, locations: [{ layer, path }] });
      else if (!known.locations.some((location) => location.path === path)) known.locations.push({ layer, path });
    }
  }
  return all.values();
}
