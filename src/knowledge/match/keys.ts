import { packageKey, registryNameOf } from '../../model/ecosystem.ts';
import type { Affected, PackageKey } from '../../model/knowledge.ts';
import { isOsPackage, type Package } from '../../model/package.ts';

/** One question to the knowledge: what is filed under `key`, of what kind, and the version that such records speak of. */
export interface Lookup {
  readonly key: PackageKey;
  readonly names: Affected['names'];
  readonly version: string;
}

/**
 * Under which keys the package is filed in `ecosystem`, and the version to compare there (docs/matching.md §1).
 * Empty when its ecosystem cannot name it: a Maven package without group.
 */
export function lookupsOf(pkg: Package, ecosystem: string): readonly Lookup[] {
  if (!isOsPackage(pkg)) {
    const name = registryNameOf(pkg);
    return name === undefined ? [] : [{ key: packageKey(ecosystem, name), names: 'binary', version: pkg.version }];
  }
  const sourceName = pkg.source?.name ?? pkg.name;
  const source: Lookup = { key: packageKey(ecosystem, sourceName), names: 'source', version: sourceVersionOf(pkg) };
  // dpkg's and apk's advisories name sources; looking for each binary name as well would find nothing.
  if (pkg.type !== 'rpm' && sourceName !== pkg.name) return [source];
  return [source, { key: packageKey(ecosystem, pkg.name), names: 'binary', version: pkg.version }];
}

/** The version of the source package where the package tells one, else its own. */
function sourceVersionOf(pkg: Package): string {
  const version = pkg.source?.version;
  if (version === undefined) return pkg.version;
  // SOURCERPM is a file name, and file names of rpm carry no epoch; a source's binaries nearly always share it.
  if (pkg.type !== 'rpm' || /^\d+:/.test(version)) return version;
  return (/^\d+:/.exec(pkg.version)?.[0] ?? '') + version;
}
