import { feeds } from '../../../src/knowledge/feeds/index.ts';
import type { Feed } from '../../../src/model/feed.ts';
import type { Family } from '../family.ts';
import { json, texts } from '../seeds.ts';

const SEEDS: Readonly<Record<string, readonly [path: string, seeds: () => readonly Uint8Array[]]>> = {
  alpine: [
    'v3.20/main.json',
    () => [
      json({
        distroversion: 'v3.20',
        reponame: 'main',
        urlprefix: 'x',
        packages: [
          { pkg: { name: 'openssl', secfixes: { '3.3.1-r0': ['CVE-2024-4741'], 0: ['CVE-2023-1 (+ regression)'] } } },
        ],
      }),
    ],
  ],
  wolfi: [
    'wolfi/security.json',
    () => [
      json({
        apkurl: 'x',
        archs: ['x86_64'],
        reponame: 'os',
        urlprefix: 'https://packages.wolfi.dev',
        packages: [{ pkg: { name: 'git', secfixes: { '2.39.1-r0': ['CVE-2022-23521', 'GHSA-aaaa-bbbb-cccc'] } } }],
      }),
    ],
  ],
  debian: [
    'debian.json',
    () => [
      json({
        openssl: {
          'CVE-2024-1': {
            description: 'x',
            scope: 'remote',
            releases: {
              bookworm: { status: 'resolved', fixed_version: '3.0.1-1', urgency: 'low**', repositories: {} },
              sid: { status: 'open', urgency: 'end-of-life', nodsa: 'Minor', nodsa_reason: 'ignored' },
            },
          },
        },
      }),
    ],
  ],
  osv: [
    'osv/GHSA-1.json',
    () => [
      json({
        schema_version: '1.6.0',
        id: 'GHSA-aaaa-bbbb-cccc',
        modified: '2024-01-01T00:00:00Z',
        published: '2024-01-01T00:00:00Z',
        aliases: ['CVE-2024-1'],
        summary: 'Moderate: x',
        details: 'y',
        severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
        affected: [
          {
            package: { ecosystem: 'npm', name: 'lodash' },
            ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '4.17.21' }] }],
            versions: ['4.17.20'],
            database_specific: { last_known_affected_version_range: '<= 4.17.20' },
          },
        ],
        references: [{ type: 'WEB', url: 'https://x' }],
        database_specific: { cwe_ids: ['CWE-79'], severity: 'HIGH', cvss_v3: '7.5' },
      }),
    ],
  ],
  kev: [
    'kev.json',
    () => [
      json({
        title: 'x',
        catalogVersion: '2024.01.01',
        dateReleased: '2024-01-01T00:00:00.0Z',
        vulnerabilities: [{ cveID: 'CVE-2024-1', dueDate: '2024-02-01', knownRansomwareCampaignUse: 'Known' }],
      }),
    ],
  ],
  epss: [
    'epss.csv',
    () =>
      texts(
        '#model_version:v2023.03.01,score_date:2024-01-01T00:00:00+0000\ncve,epss,percentile\nCVE-2024-1,0.00043,0.0921\nCVE-1999-0001,1.3e-4,1\n',
      ),
  ],
  eol: [
    'eol/debian.json',
    () => [
      json([
        {
          cycle: '12',
          codename: 'Bookworm',
          releaseDate: '2023-06-10',
          eol: '2026-06-10',
          extendedSupport: false,
          latest: '12.5',
        },
      ]),
    ],
  ],
};

async function recordsOf(feed: Feed, path: string, bytes: Uint8Array): Promise<unknown> {
  const notes: unknown[] = [];
  const records: unknown[] = [];
  const document = {
    path,
    digest: `sha256:${'a'.repeat(64)}`,
    async *members() {
      yield { name: path, bytes };
    },
  } as const;
  const recognized = feed.documents.map((spec) => spec.recognizes(bytes.subarray(0, 4096)));
  for await (const record of feed.parse(document, (note) => notes.push(note))) records.push(record);
  return { recognized, records, notes };
}

export const families: readonly Family[] = feeds.map((feed: Feed) => {
  const [path, seeds] = SEEDS[feed.id] ?? ['x.json', () => texts('{}')];
  return {
    id: `feed-${feed.id}`,
    nature: 'text',
    seeds,
    run: (bytes) => recordsOf(feed, path, bytes),
  };
});
