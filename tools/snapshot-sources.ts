/** A source whose data may be shipped. */
export interface SnapshotSource {
  readonly feed: string;
  readonly name: string;
  readonly from: string;
  readonly license: string;
}

/** Every source that may be shipped, with the terms that say so. What is not in this list stays out of the snapshot. */
export const snapshotSources = [
  {
    feed: 'alpine',
    name: 'Alpine security database',
    from: 'https://secdb.alpinelinux.org',
    license: "the distribution's own tracker",
  },
  {
    feed: 'debian',
    name: 'Debian security tracker',
    from: 'https://security-tracker.debian.org',
    license: "the distribution's own tracker",
  },
  { feed: 'eol', name: 'endoflife.date', from: 'https://endoflife.date', license: 'MIT' },
  { feed: 'epss', name: 'EPSS', from: 'https://www.first.org/epss', license: 'free with attribution to FIRST.org' },
  {
    feed: 'kev',
    name: 'Known Exploited Vulnerabilities catalog',
    from: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog',
    license: 'CC0-1.0',
  },
  { feed: 'osv', name: 'AlmaLinux OSV database', from: 'https://github.com/AlmaLinux/osv-database', license: 'MIT' },
  {
    feed: 'osv',
    name: 'BellSoft OSV database (Alpaquita)',
    from: 'https://github.com/bell-sw/osv-database',
    license: 'MIT',
  },
  {
    feed: 'osv',
    name: 'GitHub Advisory Database',
    from: 'https://github.com/github/advisory-database',
    license: 'CC-BY-4.0',
  },
  { feed: 'osv', name: 'Go vulnerability database', from: 'https://github.com/golang/vulndb', license: 'CC-BY-4.0' },
  {
    feed: 'osv',
    name: 'OpenSSF malicious packages',
    from: 'https://github.com/ossf/malicious-packages',
    license: 'Apache-2.0',
  },
  {
    feed: 'osv',
    name: 'PyPA advisory database',
    from: 'https://github.com/pypa/advisory-database',
    license: 'CC-BY-4.0',
  },
  {
    feed: 'osv',
    name: 'RustSec advisory database',
    from: 'https://github.com/rustsec/advisory-db',
    license: 'CC0-1.0, a few CC-BY-4.0',
  },
  { feed: 'osv', name: 'project KB', from: 'https://github.com/SAP/project-kb', license: 'Apache-2.0' },
  { feed: 'osv', name: 'retire.js', from: 'https://github.com/RetireJS/retire.js', license: 'Apache-2.0' },
  { feed: 'osv', name: 'security-wg (Node.js)', from: 'https://github.com/nodejs/security-wg', license: 'MIT' },
  {
    feed: 'wolfi',
    name: 'Wolfi advisories',
    from: 'https://github.com/wolfi-dev/advisories, commit 244709c952',
    license: 'Apache-2.0 at that commit',
  },
] as const satisfies readonly SnapshotSource[];

const native: readonly (readonly [RegExp, string])[] = [
  [/^AL[SBE]A-/, 'AlmaLinux OSV database'],
  [/^BELL-/, 'BellSoft OSV database (Alpaquita)'],
  [/^GHSA-/, 'GitHub Advisory Database'],
  [/^GO-/, 'Go vulnerability database'],
  [/^MAL-/, 'OpenSSF malicious packages'],
  [/^PYSEC-/, 'PyPA advisory database'],
  [/^RUSTSEC-/, 'RustSec advisory database'],
];

// Where a converted record came from decides, not its id: the same GHSA may come by way of a database under other terms.
const converted: readonly (readonly [prefix: string, name: string])[] = [
  ['github:RetireJS/retire.js ', 'retire.js'],
  ['github:SAP/project-kb ', 'project KB'],
  ['github:github/advisory-database ', 'GitHub Advisory Database'],
  ['github:nodejs/security-wg ', 'security-wg (Node.js)'],
  ['github:rustsec/advisory-db ', 'RustSec advisory database'],
];

/** The source of an OSV record that may be shipped; undefined for one that may not, or of which it is not known. */
export function sourceOfRecord(bytes: Uint8Array): SnapshotSource | undefined {
  let record: { id?: unknown; database_specific?: { converted_from?: unknown } } | null;
  try {
    record = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
  const id = String(record?.id ?? '');
  const from = record?.database_specific?.converted_from;
  const name =
    from === undefined
      ? native.find(([pattern]) => pattern.test(id))?.[1]
      : converted.find(([prefix]) => String(from).startsWith(prefix))?.[1];
  return snapshotSources.find((source) => source.name === name);
}
