import type { Distro } from './distro.ts';
import type { PackageKey } from './knowledge.ts';
import { displayName, type Package } from './package.ts';
import type { SchemeId } from './version-scheme.ts';

/** What feeds file under and packages are looked up by (docs/matching.md §1): both sides must fold alike. */

const schemes: Readonly<Record<string, SchemeId>> = {
  almalinux: 'rpm',
  alpaquita: 'apk',
  alpine: 'apk',
  cargo: 'semver',
  chainguard: 'apk',
  debian: 'deb',
  gem: 'gem',
  golang: 'golang',
  maven: 'maven',
  npm: 'semver',
  pypi: 'pep440',
  rocky: 'rpm',
  ubuntu: 'deb',
  wolfi: 'apk',
};

// https://www.debian.org/releases/ ; the tracker and os-release call them by codename.
const debianReleases: Readonly<Record<string, string>> = {
  wheezy: '7',
  jessie: '8',
  stretch: '9',
  buster: '10',
  bullseye: '11',
  bookworm: '12',
  trixie: '13',
  forky: '14',
};

/** The scheme that orders versions of an ecosystem (`debian:12`, `npm`); undefined for one that nothing is known of. */
export function schemeOfEcosystem(ecosystem: string): SchemeId | undefined {
  const family = familyOf(ecosystem);
  return Object.hasOwn(schemes, family) ? schemes[family] : undefined;
}

/** An ecosystem without its release: `debian` of `debian:12`. */
export function familyOf(ecosystem: string): string {
  const colon = ecosystem.indexOf(':');
  return colon < 0 ? ecosystem : ecosystem.slice(0, colon);
}

/** Whether the ecosystem is a distribution's release, not a language's registry. */
export function isDistroEcosystem(ecosystem: string): boolean {
  const scheme = schemeOfEcosystem(ecosystem);
  return scheme === 'deb' || scheme === 'apk' || scheme === 'rpm';
}

/** A package name as the registry of the ecosystem folds it: PEP 503 for pypi; crates.io takes `_` for `-` and upper for lower case; others as written. */
export function foldName(ecosystem: string, name: string): string {
  if (ecosystem === 'pypi') return name.toLowerCase().replace(/[-_.]+/g, '-');
  if (ecosystem === 'cargo') return name.toLowerCase().replaceAll('_', '-');
  return name;
}

/** The key under which a package of the ecosystem is filed; folds the name. */
export function packageKey(ecosystem: string, name: string): PackageKey {
  return `${ecosystem} ${foldName(ecosystem, name)}`;
}

/** The number of a Debian release told by codename: `12` of `bookworm`; undefined for sid and strangers. */
export function debianReleaseOf(codename: string): string | undefined {
  return Object.hasOwn(debianReleases, codename) ? debianReleases[codename] : undefined;
}

/**
 * The ecosystem whose advisories speak of the package: for a language package its registry, for an OS package the release
 * that the image is. Undefined when no feed can speak of it: no os-release, another package manager than the distribution's,
 * a distribution or a release form that no feed has.
 */
export function ecosystemOfPackage(pkg: Pick<Package, 'type'>, distro: Distro | undefined): string | undefined {
  if (pkg.type !== 'deb' && pkg.type !== 'apk' && pkg.type !== 'rpm') return pkg.type;
  if (distro === undefined) return undefined;
  const ecosystem = ecosystemOfDistro(distro);
  return ecosystem !== undefined && schemeOfEcosystem(ecosystem) === pkg.type ? ecosystem : undefined;
}

/** The ecosystem of a distribution's release (docs/matching.md §1); undefined when no feed speaks of the distribution. */
export function ecosystemOfDistro(distro: Distro): string | undefined {
  const version = distro.versionId;
  switch (distro.id) {
    case 'debian':
      return `debian:${majorOf(version) ?? debianReleaseOf(distro.codename ?? '') ?? 'sid'}`;
    case 'ubuntu':
      return version === undefined ? undefined : `ubuntu:${version}`;
    case 'alpine':
      return `alpine:${alpineBranchOf(version)}`;
    case 'alpaquita':
      return version === undefined ? undefined : `alpaquita:${version.toLowerCase()}`;
    case 'wolfi':
    case 'chainguard':
      return distro.id;
    case 'rocky':
    case 'almalinux': {
      const major = majorOf(version);
      return major === undefined ? undefined : `${distro.id}:${major}`;
    }
    default:
      return undefined;
  }
}

function majorOf(version: string | undefined): string | undefined {
  return version === undefined ? undefined : /^\d+/.exec(version)?.[0];
}

/** `3.18` of `3.18.4`; edge calls itself by the coming version and a date: `3.19_alpha20230901`. */
function alpineBranchOf(version: string | undefined): string {
  if (version === undefined || version.includes('_')) return 'edge';
  return /^\d+\.\d+/.exec(version)?.[0] ?? 'edge';
}

/** The name that advisories of its ecosystem call a language package by, before folding; undefined for a Maven package without group. */
export function registryNameOf(pkg: Pick<Package, 'type' | 'namespace' | 'name'>): string | undefined {
  return pkg.type === 'maven' && !pkg.namespace ? undefined : displayName(pkg);
}
