import { spdxOf } from '../../formats/licenses/license-of.ts';
import type { Location } from '../../model/evidence.ts';
import { distroOf, type Inventory } from '../../model/inventory.ts';
import { displayName, type Package, type PackageType } from '../../model/package.ts';
import { purlOf } from '../../model/purl.ts';
import { contentName } from './content-id.ts';
import { compareText } from './order.ts';
import { extrasOf } from './package-extras.ts';
import { syftMetadata } from './syft-metadata.ts';

/** What Syft calls our types, and the language that it files them under. */
const TYPES: Readonly<Record<PackageType, readonly [type: string, language: string]>> = {
  apk: ['apk', ''],
  cargo: ['rust-crate', 'rust'],
  deb: ['deb', ''],
  gem: ['gem', 'ruby'],
  golang: ['go-module', 'go'],
  maven: ['java-archive', 'java'],
  npm: ['npm', 'javascript'],
  pypi: ['python', 'python'],
  rpm: ['rpm', ''],
};

/** The name of a package in a Syft document: the same in each run. */
export function syftIdOf(id: string): string {
  return contentName(id, 32);
}

/**
 * One package as Syft tells it (its JSON schema, `Package`). `plimsoll` is ours, for what has no field there: readers of the format
 * pass it over.
 */
export function syftArtifact(pkg: Package, inventory: Inventory) {
  const [type, language] = TYPES[pkg.type];
  const extras: Record<string, string> = {};
  for (const [name, value] of extrasOf(pkg, inventory)) {
    // Syft has its own form for places.
    if (name !== 'path' && name !== 'layer:index') extras[name] = value;
  }
  return {
    id: syftIdOf(pkg.id),
    name: pkg.type === 'maven' ? pkg.name : displayName(pkg),
    version: pkg.version,
    type,
    foundBy: 'plimsoll',
    locations: pkg.locations.map((location) => locationOf(location, inventory)),
    licenses: [...pkg.licenses].sort(compareText).map((value) => ({
      value,
      spdxExpression: spdxOf(value) ?? '',
      type: 'declared',
      urls: [],
      locations: [],
    })),
    language,
    cpes: cpesOf(pkg),
    purl: purlOf(pkg, distroOf(inventory)),
    ...syftMetadata(pkg),
    plimsoll: extras,
  };
}

/** Syft names a layer by its diff id, and paths from the root. What lies in an archive is found at the archive. */
function locationOf({ path, layer, inside }: Location, { layers }: Inventory) {
  return {
    path: `/${path}`,
    layerID: layer === undefined ? undefined : layers[layer]?.diffId,
    accessPath: `/${path}`,
    annotations: { evidence: 'primary', 'plimsoll:inside': inside?.join('!/') },
  };
}

/** Go's standard library is the one thing that readers of the format look up by CPE alone. */
function cpesOf(pkg: Package): readonly object[] {
  const version =
    pkg.type === 'golang' && pkg.name === 'stdlib' ? /^(?:v|go)?(\d+(?:\.\d+)*)$/.exec(pkg.version) : null;
  return version === null ? [] : [{ cpe: `cpe:2.3:a:golang:go:${version[1]}:-:*:*:*:*:*:*`, source: 'syft-generated' }];
}
