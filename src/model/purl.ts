import type { Distro } from './distro.ts';
import type { Package } from './package.ts';

/** The package URL (purl-spec 1.0), canonical: segments percent-encoded, qualifiers sorted by key. */
export function purlOf(pkg: Package, distro: Distro | undefined): string {
  const qualifiers = new Map<string, string>();
  if (pkg.arch !== undefined) qualifiers.set('arch', pkg.arch);
  let version = pkg.version;
  if (pkg.type === 'deb' || pkg.type === 'apk' || pkg.type === 'rpm') {
    if (distro !== undefined)
      qualifiers.set('distro', [distro.id, distro.versionId ?? distro.codename].filter(Boolean).join('-'));
  }
  if (pkg.type === 'rpm') {
    const epoch = /^(\d+):(.*)$/s.exec(version);
    if (epoch) {
      qualifiers.set('epoch', epoch[1]!);
      version = epoch[2]!;
    }
    if (pkg.module !== undefined) qualifiers.set('rpmmod', pkg.module);
  }
  const { namespace, name } = nameOf(pkg);
  const segments = namespace === undefined ? [] : namespace.split('/').filter(Boolean).map(encode);
  const query = [...qualifiers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${encode(value)}`)
    .join('&');
  const path = [`pkg:${pkg.type}`, ...segments, encode(name)].join('/');
  return `${path}${version === '' ? '' : `@${encode(version)}`}${query === '' ? '' : `?${query}`}`;
}

function nameOf(pkg: Package): { namespace?: string; name: string } {
  if (pkg.type === 'golang') {
    const slash = pkg.name.lastIndexOf('/');
    return slash < 0 ? { name: pkg.name } : { namespace: pkg.name.slice(0, slash), name: pkg.name.slice(slash + 1) };
  }
  if (pkg.type === 'pypi') return { name: pkg.name.toLowerCase().replaceAll('_', '-') };
  return { ...(pkg.namespace !== undefined && { namespace: pkg.namespace }), name: pkg.name };
}

/** Percent-encodes all but unreserved characters and `:` (purl-spec, "Character encoding"). */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':');
}
