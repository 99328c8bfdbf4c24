import { isOsPackage, type Package, type PackageId } from '../../model/package.ts';

/** Who answers for a package's flaws: docs/matching.md §5. */
export type Authority =
  | 'its-ecosystem'
  /** A language package whose files the distribution brought: the distribution's data speak for it. */
  | 'owner'
  /** An OS package of somebody else: nobody's data speak for it. */
  | 'nobody';

export function authorityOver(pkg: Package, packages: ReadonlyMap<PackageId, Package>): Authority {
  if (isOsPackage(pkg)) return pkg.vendor === 'third-party' ? 'nobody' : 'its-ecosystem';
  return ownerOf(pkg, packages)?.vendor === 'distro' ? 'owner' : 'its-ecosystem';
}

/** The OS package whose files define it, where that is in the inventory. */
export function ownerOf(pkg: Package, packages: ReadonlyMap<PackageId, Package>): Package | undefined {
  return pkg.owner === undefined ? undefined : packages.get(pkg.owner);
}
