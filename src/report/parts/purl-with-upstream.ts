import type { Distro } from '../../model/distro.ts';
import { isOsPackage, type Package } from '../../model/package.ts';
import { purlOf } from '../../model/purl.ts';

/**
 * The purl, with the source package as the qualifier `upstream`: no part of purl-spec, but where other programs write and look for it
 * in formats that have no field for it. Left out where the source is called like the package. It sorts behind all our qualifiers.
 */
export function purlWithUpstream(pkg: Package, distro: Distro | undefined): string {
  const purl = purlOf(pkg, distro);
  const upstream = isOsPackage(pkg) ? upstreamOf(pkg) : undefined;
  if (upstream === undefined) return purl;
  return `${purl}${purl.includes('?') ? '&' : '?'}upstream=${encodeURIComponent(upstream.toWellFormed())}`;
}

/** `glibc`, `util-linux@2.38.1-5` where the version differs; of an rpm the file of the source package. */
function upstreamOf({ type, name, version, source }: Package): string | undefined {
  if (source === undefined) return undefined;
  if (type === 'rpm') return source.version && `${source.name}-${source.version}.src.rpm`;
  if (source.version !== undefined && source.version !== version) return `${source.name}@${source.version}`;
  return source.name === name ? undefined : source.name;
}
