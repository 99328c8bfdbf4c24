import type { Location } from './evidence.ts';

/** Types as the purl specification names them (package-url/purl-spec, PURL-TYPES). */
export const packageTypes = ['apk', 'cargo', 'deb', 'gem', 'golang', 'maven', 'npm', 'pypi', 'rpm'] as const;

export type PackageType = (typeof packageTypes)[number];

export type PackageId = string & { readonly __brand?: 'PackageId' };

/** Something that is installed, once, wherever its files lie. */
export interface Package {
  readonly id: PackageId;
  readonly type: PackageType;
  /** Distribution for OS packages, groupId for maven, `@scope` for npm; of Go nothing: the name is the module path. */
  readonly namespace?: string;
  readonly name: string;
  /** As the native tool prints it: rpm with epoch, Go with `v`. */
  readonly version: string;
  readonly arch?: string;
  /** The source package it was built from (dpkg `Source`, apk `o:`, rpm SOURCERPM). */
  readonly source?: { readonly name: string; readonly version?: string };
  readonly vendor: Vendor;
  /** RPM modularity label `name:stream:…`. */
  readonly module?: string;
  readonly relation: 'root' | 'direct' | 'transitive' | 'unknown';
  readonly dev?: boolean;
  /** SPDX expressions where the text could be read as one, else as written. */
  readonly licenses: readonly string[];
  /** All files that define it, each with the layer of its bytes. */
  readonly locations: readonly Location[];
  /** The OS package whose files define it. */
  readonly owner?: PackageId;
  /** Set when an OS package's record names its files, but a later layer wrote them anew: nobody speaks for them. */
  readonly overwritten?: PackageId;
  /** First layer since which it has been there without a gap. */
  readonly introduced?: number;
  readonly visible: boolean;
  /** Functions that are linked in, where the format tells. */
  readonly symbols?: readonly string[];
}

/** Who stands behind it: the distribution that the image is, somebody else, or not to be told. */
export type Vendor = 'distro' | 'third-party' | 'unknown';

/** What a cataloger yields: the fold adds id, owner, introduced and visible. */
export type CatalogedPackage = Omit<Package, 'id' | 'owner' | 'overwritten' | 'introduced' | 'visible'>;

/** Identity within one inventory: type, name, version, architecture. Two of the same with different owners get `#owner` added by the fold. */
export function packageIdOf(pkg: Pick<Package, 'type' | 'namespace' | 'name' | 'version' | 'arch'>): PackageId {
  const namespace = pkg.namespace === undefined ? '' : `${pkg.namespace}/`;
  const arch = pkg.arch === undefined ? '' : `?arch=${pkg.arch}`;
  return `${pkg.type}/${namespace}${pkg.name}@${pkg.version}${arch}`;
}

/** Whether a package manager of the operating system installed it. */
export function isOsPackage(pkg: Pick<Package, 'type'>): boolean {
  return pkg.type === 'deb' || pkg.type === 'apk' || pkg.type === 'rpm';
}

/** `@scope/name`, `group:name`, or the name alone: what people and advisories call it. */
export function displayName(pkg: Pick<Package, 'type' | 'namespace' | 'name'>): string {
  if (pkg.namespace === undefined) return pkg.name;
  if (pkg.type === 'maven') return `${pkg.namespace}:${pkg.name}`;
  return pkg.type === 'npm' ? `${pkg.namespace}/${pkg.name}` : pkg.name;
}
