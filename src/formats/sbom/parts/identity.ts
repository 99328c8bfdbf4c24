import { isOsPackage, type PackageType } from '../../../model/package.ts';
import { type Purl, type PurlPackage, packageOfPurl } from '../../../model/parse-purl.ts';
import { distroIdOf } from './distros.ts';
import type { Told } from './told.ts';

/** What identifies the package of a component: its purl, and where that lost something, what the document calls it. */
export function identityOf(purl: Purl | undefined, told: Told): PurlPackage | undefined {
  const pkg = purl === undefined ? withoutPurl(told) : packageOfPurl(purl);
  if (pkg === undefined) return undefined;
  const { type, namespace } = pkg;
  const arch = pkg.arch ?? told.arch;
  const module = pkg.module ?? (type === 'rpm' ? told.module : undefined);
  return {
    type,
    ...(namespace !== undefined && { namespace: isOsPackage(pkg) ? distroIdOf(namespace) : namespace }),
    name: writtenName(pkg, purl?.subpath, told.name),
    version: writtenVersion(type, pkg, told.version),
    ...(arch !== undefined && { arch }),
    ...(module !== undefined && { module }),
  };
}

function withoutPurl({ type, namespace, name, version }: Told): PurlPackage | undefined {
  if (type === undefined || name === undefined) return undefined;
  if (type === 'npm' && namespace === undefined && name.startsWith('@') && name.includes('/')) {
    const slash = name.indexOf('/');
    return { type, namespace: name.slice(0, slash), name: name.slice(slash + 1), version: version ?? '' };
  }
  return { type, ...(namespace !== undefined && { namespace }), name, version: version ?? '' };
}

/**
 * Libraries that make purls fold names: all of pypi, letters of npm and Go. Registries do not, so the name as the document writes it
 * counts where it is the same but for that. Some put what follows the third part of a Go module into the subpath.
 */
function writtenName({ type, name }: PurlPackage, subpath: string | undefined, written = ''): string {
  const own = type === 'npm' ? written.slice(written.lastIndexOf('/') + 1) : written;
  if (own === name || written === '') return whole(type, name, subpath);
  if (folded(own) === folded(name)) return own;
  return type === 'golang' && subpath !== undefined && folded(own) === folded(`${name}/${subpath}`)
    ? own
    : whole(type, name, subpath);
}

/** Without a name to tell: of a subpath only the major version belongs to the module for certain. */
function whole(type: PackageType, name: string, subpath: string | undefined): string {
  const major = type === 'golang' ? /^v\d+(?=\/|$)/.exec(subpath ?? '')?.[0] : undefined;
  return major === undefined || name.endsWith(`/${major}`) ? name : `${name}/${major}`;
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[_.]/g, '-');
}

function writtenVersion(type: PackageType, { name, version }: PurlPackage, written = ''): string {
  const told = version === '' ? written : version;
  // Go's own tools write modules with `v` and the toolchain without.
  if (type === 'golang') {
    if (name === 'stdlib') return told.replace(/^(?:go|v)(?=\d)/, '');
    return /^\d+\.\d+\.\d/.test(told) ? `v${told}` : told;
  }
  // An epoch that only the document's version has.
  if (type === 'rpm' && !/^\d+:/.test(told) && /^\d+:/.test(written) && written.endsWith(`:${told}`)) return written;
  return told;
}
