import { expect, it } from 'vitest';
import { feedDocument, feedRecords } from '../../../test/kit/feed-records.ts';
import type { Advisory } from '../../model/knowledge.ts';
import { osv } from './osv.ts';

const range = (...events: object[]) => [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, ...events] }];
const entry = (ecosystem: string, name: string, more: object = {}) => ({
  package: { ecosystem, name },
  ranges: range({ fixed: '2' }),
  ...more,
});

async function advisory(record: object): Promise<Advisory | undefined> {
  const { records } = await feedRecords(
    osv,
    feedDocument('x.json', { id: 'GHSA-aaaa-bbbb-cccc', modified: '2024-01-02T03:04:05Z', ...record }),
  );
  return records[0] as Advisory | undefined;
}

it.each([
  ['npm', '@a/B', 'npm @a/B', 'semver', 'binary'],
  ['PyPI', 'Zope.Interface_x', 'pypi zope-interface-x', 'pep440', 'binary'],
  ['Go', 'github.com/A/b', 'golang github.com/A/b', 'golang', 'binary'],
  ['Maven', 'g:a', 'maven g:a', 'maven', 'binary'],
  ['crates.io', 'Foo_bar', 'cargo foo-bar', 'semver', 'binary'],
  ['RubyGems', 'Rack_x', 'gem Rack_x', 'gem', 'binary'],
  ['Debian:12', 'openssl', 'debian:12 openssl', 'deb', 'source'],
  ['Ubuntu:16.04:LTS', 'gcc', 'ubuntu:16.04 gcc', 'deb', 'source'],
  ['Ubuntu:19.10', 'gcc', 'ubuntu:19.10 gcc', 'deb', 'source'],
  ['Alpine:v3.18', 'zlib', 'alpine:3.18 zlib', 'apk', 'source'],
  ['Alpaquita:stream', 'zlib', 'alpaquita:stream zlib', 'apk', 'source'],
  ['Wolfi', 'zlib', 'wolfi zlib', 'apk', 'source'],
  ['Rocky Linux:8', 'openssl', 'rocky:8 openssl', 'rpm', 'source'],
  ['AlmaLinux:9', 'openssl-libs', 'almalinux:9 openssl-libs', 'rpm', 'binary'],
])('files %s %s under %s', async (ecosystem, name, key, scheme, names) => {
  expect((await advisory({ affected: [entry(ecosystem, name)] }))?.affected).toEqual([
    { key, scheme, names, ranges: [{ events: [{ introduced: '0' }, { fixed: '2' }] }], status: 'fixed' },
  ]);
});

it.each(['Bitnami', 'Debian', 'Ubuntu:Pro:FIPS-updates:22.04:LTS', 'NuGet', 'Alpine', 'constructor', '__proto__'])(
  'does not read %s and says so',
  async (ecosystem) => {
    const { records, notes } = await feedRecords(
      osv,
      feedDocument('x.json', { id: 'X-1', affected: [entry(ecosystem, 'a')] }),
    );
    expect(records).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(['knowledge/ecosystem-not-read']);
  },
);

it('marks what Ubuntu publishes to subscribers only', async () => {
  expect((await advisory({ affected: [entry('Ubuntu:Pro:14.04:LTS', 'a')] }))?.affected[0]).toMatchObject({
    key: 'ubuntu:14.04 a',
    channel: 'esm',
  });
});

it.each([
  ['<= 1.2.3', { lastAffected: '1.2.3' }, 'unknown'],
  ['< 1.23.0', { limit: '1.23.0' }, 'unknown'],
  ['> 1, < 2', undefined, 'not-yet'],
])('closes an open range by %s', async (bound, event, status) => {
  const affected = [
    {
      package: { ecosystem: 'Go', name: 'a' },
      ranges: range(),
      database_specific: { last_known_affected_version_range: bound },
    },
  ];
  expect((await advisory({ affected }))?.affected[0]).toMatchObject({
    ranges: [{ events: [{ introduced: '0' }, ...(event ? [event] : [])] }],
    status,
  });
});

it('leaves a closed range as it is, whatever GitHub adds', async () => {
  const affected = [entry('Go', 'a', { database_specific: { last_known_affected_version_range: '<= 1.9' } })];
  expect((await advisory({ affected }))?.affected[0]?.ranges).toEqual([
    { events: [{ introduced: '0' }, { fixed: '2' }] },
  ]);
});

it.each([
  ['needed', 'not-yet'],
  ['needs-triage', 'investigating'],
  ['deferred', 'deferred'],
  ['ignored', 'will-not-fix'],
  ['constructor', 'not-yet'],
])("reads Ubuntu's state %s as %s", async (state, status) => {
  const affected = [
    { package: { ecosystem: 'Ubuntu:16.04:LTS', name: 'a' }, ranges: range(), ecosystem_specific: { status: state } },
  ];
  const found = await advisory({
    id: 'UBUNTU-CVE-2020-0001',
    severity: [{ type: 'Ubuntu', score: 'negligible' }],
    affected,
  });
  expect(found?.affected[0]).toMatchObject({ status, vendorSeverity: { word: 'negligible', severity: 'low' } });
  expect(found?.ratings).toEqual([{ source: 'ubuntu', version: 'word', severity: 'low' }]);
});

it.each([
  [{ id: 'DSA-1-1', upstream: ['CVE-2020-0002', 'CVE-2020-0001'] }, ['CVE-2020-0001', 'CVE-2020-0002']],
  [{ id: 'ALSA-2020:1', related: ['CVE-2020-0001', 'RHSA-1'] }, ['CVE-2020-0001']],
  [{ id: 'GHSA-aaaa-bbbb-cccc', related: ['CVE-2020-0001'] }, []],
  [{ id: 'GHSA-aaaa-bbbb-cccc', aliases: ['CVE-2020-0001', 'CVE-2020-0002'] }, ['CVE-2020-0001', 'CVE-2020-0002']],
  [{ id: 'GO-2020-0001', aliases: ['CVE-2020-0001', 'CVE-2007-01-09'] }, []],
])('%j covers %j', async (record, covers) => {
  expect((await advisory({ ...record, affected: [entry('npm', 'a')] }))?.covers).toEqual(covers);
});

it.each([
  [{ id: 'ALBA-2020:1', related: [] }, 0],
  [{ id: 'ALBA-2020:1', related: ['CVE-2020-0001'] }, 1],
  [{ id: 'ALSA-2020:1', related: [] }, 1],
  [
    {
      id: 'RUSTSEC-2020-0001',
      affected: [entry('crates.io', 'a', { database_specific: { informational: 'unmaintained' } })],
    },
    0,
  ],
  [
    {
      id: 'RUSTSEC-2020-0001',
      affected: [entry('crates.io', 'a', { database_specific: { informational: 'unsound' } })],
    },
    1,
  ],
])('%j gives %d advisories', async (record, count) => {
  expect((await advisory({ affected: [entry('AlmaLinux:8', 'a')], ...record })) === undefined ? 0 : 1).toBe(count);
});

it('leaves out commits, live patches and entries without versions', async () => {
  const gone = [
    { package: { ecosystem: 'PyPI', name: 'a' }, ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] },
    { package: { ecosystem: 'npm', name: 'a' } },
    entry('Ubuntu:18.04:LTS', 'linux', { ecosystem_specific: { module_name_regex: 'lkp.*' } }),
    entry('npm', 'with blank'),
  ];
  expect(await advisory({ affected: gone })).toBeUndefined();
});

it('rates by every vector, then by word', async () => {
  const found = await advisory({
    severity: [
      { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H/E:P' },
      { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U' },
      { type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:P/I:P/A:P' },
      { type: 'CVSS_V3', score: 'CVSS:3.1/garbage' },
      { type: 'CVSS_V3', score: 7 },
    ],
    database_specific: { severity: 'MODERATE' },
    affected: [entry('npm', 'a')],
  });
  expect(found?.ratings.map(({ source, version, score, severity }) => [source, version, score, severity])).toEqual([
    ['ghsa', '3.1', 10, 'critical'],
    ['ghsa', '4.0', 9.3, 'critical'],
    ['ghsa', '2.0', 7.5, 'high'],
    ['ghsa', 'word', undefined, 'medium'],
  ]);
});

it.each([
  ['MAL-2022-1', 'mal', 'critical', 'x'],
  ['ALSA-2020:1', 'almalinux', 'medium', 'Moderate: podman security update'],
  ['RLSA-2020:1', 'rocky', 'high', 'Important: kernel update'],
])('%s is rated by %s as %s', async (id, source, severity, summary) => {
  expect((await advisory({ id, summary, affected: [entry('npm', 'a')] }))?.ratings).toEqual([
    { source, version: 'word', severity },
  ]);
});

it.each(['', '{', '[]', '{"id":5}', 'null', '{"id":"a b"}', Buffer.alloc(1000, 0xff)])(
  'notes %j and goes on',
  async (content) => {
    const { records, notes } = await feedRecords(osv, feedDocument('x.json', content));
    expect(records).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(['knowledge/osv-unreadable']);
  },
);
