import { formatLocation } from '../../model/evidence.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Package } from '../../model/package.ts';
import { originOf } from './subject.ts';

/** Name without the prefix `plimsoll:`, and value. */
export type Extra = readonly [string, string];

/**
 * What we know of a package and neither purl nor any SBOM format has a field for: with it a document of ours can be read back into
 * the very same packages. What is the rule (visible, relation and vendor not told) is left out, but for the vendor.
 */
export function extrasOf(pkg: Package, inventory: Pick<Inventory, 'layers'>): readonly Extra[] {
  const extras: (readonly [string, string | undefined])[] = [
    ['introduced', pkg.introduced?.toString()],
    ['origin', originOf(pkg, inventory)],
    ['owner', pkg.owner],
    ['overwritten', pkg.overwritten],
    ['vendor', pkg.vendor],
    ['visible', pkg.visible ? undefined : 'false'],
    ['source', pkg.source?.name],
    ['source:version', pkg.source?.version],
    ['arch', pkg.arch],
    ['module', pkg.module],
    ['relation', pkg.relation === 'unknown' ? undefined : pkg.relation],
    ['dev', pkg.dev?.toString()],
    ...pkg.locations.flatMap((location): [string, string | undefined][] => [
      ['path', formatLocation(location)],
      ['layer:index', location.layer?.toString()],
    ]),
  ];
  return extras.filter((extra): extra is Extra => extra[1] !== undefined);
}
