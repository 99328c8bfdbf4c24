import type { Affected } from '../../../model/knowledge.ts';

/** What an OSV ecosystem is here. */
export interface KnownEcosystem {
  readonly ecosystem: string;
  readonly names: Affected['names'];
  readonly channel?: 'esm';
}

const languages: Readonly<Record<string, string>> = {
  Go: 'golang',
  Maven: 'maven',
  PyPI: 'pypi',
  RubyGems: 'gem',
  'crates.io': 'cargo',
  npm: 'npm',
};

/**
 * The ecosystem that an OSV record means by `package.ecosystem` (OSV schema 1.7, "Defined ecosystems"), in our spelling; undefined for one that is not read.
 * Ubuntu's FIPS builds are not read: their versions sort beside those of the plain packages, and nothing in an image tells them apart.
 */
export function ecosystemOf(osv: string): KnownEcosystem | undefined {
  const [base = '', ...rest] = osv.split(':');
  const release = rest[0] ?? '';
  if (Object.hasOwn(languages, base)) return { ecosystem: languages[base] ?? '', names: 'binary' };
  switch (base) {
    case 'Debian':
      return /^\d+$/.test(release) ? { ecosystem: `debian:${release}`, names: 'source' } : undefined;
    case 'Ubuntu':
      return ubuntuOf(rest);
    case 'Alpine':
      return /^(v\d+\.\d+|edge)$/.test(release)
        ? { ecosystem: `alpine:${release.replace('v', '')}`, names: 'source' }
        : undefined;
    case 'Alpaquita':
      return /^[A-Za-z0-9]+$/.test(release)
        ? { ecosystem: `alpaquita:${release.toLowerCase()}`, names: 'source' }
        : undefined;
    case 'Wolfi':
    case 'Chainguard':
      return { ecosystem: base.toLowerCase(), names: 'source' };
    case 'AlmaLinux':
      return ofMajor('almalinux', release, 'binary');
    case 'Rocky Linux':
      return ofMajor('rocky', release, 'source');
    default:
      return undefined;
  }
}

function ofMajor(distro: string, release: string, names: Affected['names']): KnownEcosystem | undefined {
  const major = /^\d+/.exec(release)?.[0];
  return major === undefined ? undefined : { ecosystem: `${distro}:${major}`, names };
}

/** `16.04:LTS`, `Pro:14.04:LTS`, `19.10`; `Pro:FIPS-updates:22.04:LTS` is another product. */
function ubuntuOf(parts: readonly string[]): KnownEcosystem | undefined {
  const release = parts.find((part) => /^\d\d\.\d\d$/.test(part));
  if (release === undefined || parts.some((part) => part !== release && part !== 'LTS' && part !== 'Pro'))
    return undefined;
  return { ecosystem: `ubuntu:${release}`, names: 'source', ...(parts.includes('Pro') && { channel: 'esm' }) };
}
