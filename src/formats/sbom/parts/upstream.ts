import type { Package, PackageType } from '../../../model/package.ts';

/** The source package in the purl qualifier `upstream` or a tool's own field: `glibc@2.31-13`, `openssl`, of rpm the name of SOURCERPM. */
export function sourceOf(type: PackageType, upstream: string | undefined): Package['source'] {
  if (upstream === undefined || upstream === '') return undefined;
  if (type === 'rpm') return sourceOfRpm(upstream);
  const at = upstream.lastIndexOf('@');
  if (at <= 0) return { name: upstream };
  const version = upstream.slice(at + 1);
  return { name: upstream.slice(0, at), ...(version !== '' && { version }) };
}

/** `openssl-1.1.1k-5.el8.src.rpm` → openssl, 1.1.1k-5.el8; undefined for another form, `(none)` among them. */
function sourceOfRpm(file: string): Package['source'] {
  const stem = /^(.+)\.(?:no)?src\.rpm$/s.exec(file)?.[1] ?? '';
  const release = stem.lastIndexOf('-');
  const version = stem.lastIndexOf('-', release - 1);
  return version <= 0 || release < 0 ? undefined : { name: stem.slice(0, version), version: stem.slice(version + 1) };
}
