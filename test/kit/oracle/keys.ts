/** Which distribution an image is, as os-release says it. */
export interface OracleDistro {
  readonly id: string;
  readonly versionId?: string | undefined;
  readonly codename?: string | undefined;
}

/** One installed package, as a report or a truth tells it. */
export interface OraclePackage {
  readonly id: string;
  readonly type: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly version: string;
  readonly arch?: string | undefined;
  readonly source?: { readonly name: string; readonly version?: string | undefined } | undefined;
  /** RPM module label. */
  readonly module?: string | undefined;
  readonly vendor: string;
  /** Vendor of the OS package that owns its files; absent when none does. */
  readonly ownerVendor?: string | undefined;
}

/** What a package is looked up by: where, under which name, and with which version. */
export interface Lookup {
  readonly key: string;
  readonly names: 'source' | 'binary';
  readonly version: string;
}

const CODENAMES = ['wheezy', 'jessie', 'stretch', 'buster', 'bullseye', 'bookworm', 'trixie', 'forky'];
const LANGUAGES = new Set(['npm', 'pypi', 'golang', 'maven', 'cargo', 'gem']);

/** docs/matching.md §1: the ecosystem of a Debian release told by codename. */
export function debianEcosystem(codename: string): string | undefined {
  if (codename === 'sid') return 'debian:sid';
  const index = CODENAMES.indexOf(codename);
  return index < 0 ? undefined : `debian:${index + 7}`;
}

/** docs/matching.md §1: a name folded as its registry folds it. */
export function foldedKey(ecosystem: string, name: string): string {
  if (ecosystem === 'pypi')
    return `pypi ${name
      .toLowerCase()
      .split(/[-_.]+/)
      .join('-')}`;
  if (ecosystem === 'cargo') return `cargo ${name.toLowerCase().split('_').join('-')}`;
  return `${ecosystem} ${name}`;
}

/** The ecosystem of an image's release together with the type of package that lives there. */
function releaseOf(distro: OracleDistro): { readonly type: string; readonly ecosystem: string } | undefined {
  const { id, versionId, codename } = distro;
  const major = versionId?.match(/^\d+/)?.[0];
  if (id === 'debian') {
    const ecosystem = major === undefined ? (debianEcosystem(codename ?? '') ?? 'debian:sid') : `debian:${major}`;
    return { type: 'deb', ecosystem };
  }
  if (id === 'ubuntu' && versionId) return { type: 'deb', ecosystem: `ubuntu:${versionId}` };
  if (id === 'alpine') {
    const branch = versionId === undefined || versionId.includes('_') ? undefined : versionId.match(/^\d+\.\d+/)?.[0];
    return { type: 'apk', ecosystem: `alpine:${branch ?? 'edge'}` };
  }
  if (id === 'wolfi' || id === 'chainguard') return { type: 'apk', ecosystem: id };
  if (id === 'alpaquita' && versionId) return { type: 'apk', ecosystem: `alpaquita:${versionId}` };
  if ((id === 'rocky' || id === 'almalinux') && major) return { type: 'rpm', ecosystem: `${id}:${major}` };
  return undefined;
}

/** docs/matching.md §1: under which keys a package may be filed; none when nothing speaks of it. */
export function lookupsOf(pkg: OraclePackage, distro: OracleDistro | undefined): Lookup[] {
  if (LANGUAGES.has(pkg.type)) {
    if (pkg.type === 'maven' && !pkg.namespace) return [];
    const separator = pkg.type === 'maven' ? ':' : '/';
    const name = pkg.namespace ? `${pkg.namespace}${separator}${pkg.name}` : pkg.name;
    return [{ key: foldedKey(pkg.type, name), names: 'binary', version: pkg.version }];
  }
  const release = distro && releaseOf(distro);
  if (release === undefined || release.type !== pkg.type) return [];
  const { ecosystem } = release;
  return [
    {
      key: `${ecosystem} ${pkg.source?.name ?? pkg.name}`,
      names: 'source',
      version: pkg.source?.version ?? pkg.version,
    },
    { key: `${ecosystem} ${pkg.name}`, names: 'binary', version: pkg.version },
  ];
}
