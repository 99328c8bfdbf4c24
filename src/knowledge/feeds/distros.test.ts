import { expect, it } from 'vitest';
import { feedDocument, feedRecords } from '../../../test/kit/feed-records.ts';
import type { Advisory } from '../../model/knowledge.ts';
import { alpine } from './alpine.ts';
import { debian } from './debian.ts';
import { idsIn } from './parts/ids.ts';
import { objectMembers } from './parts/object-members.ts';
import { wolfi } from './wolfi.ts';

const open = (extra: object = {}) => ({ status: 'open', ...extra });

it.each([
  [
    'resolved',
    { status: 'resolved', fixed_version: '1-2' },
    { status: 'fixed', ranges: [{ events: [{ introduced: '0' }, { fixed: '1-2' }] }] },
  ],
  ['never hit', { status: 'resolved', fixed_version: '0' }, { status: 'fixed', notAffected: true, ranges: [] }],
  ['open', open(), { status: 'not-yet', ranges: [{ events: [{ introduced: '0' }] }] }],
  ['no DSA', open({ nodsa: 'Minor issue', nodsa_reason: '' }), { status: 'deferred' }],
  ['postponed', open({ nodsa: 'x', nodsa_reason: 'postponed' }), { status: 'deferred' }],
  ['ignored', open({ nodsa: 'x', nodsa_reason: 'ignored' }), { status: 'will-not-fix' }],
  ['end of life', open({ urgency: 'end-of-life' }), { status: 'end-of-life' }],
  ['undetermined', { status: 'undetermined' }, { status: 'investigating' }],
  ['unimportant', open({ urgency: 'unimportant' }), { vendorSeverity: { word: 'unimportant', severity: 'low' } }],
  ['guessed', open({ urgency: 'medium**' }), { vendorSeverity: { word: 'medium', severity: 'medium' } }],
])("reads Debian's tracker: %s", async (_name, release, expected) => {
  const { records } = await feedRecords(
    debian,
    feedDocument('tracker.json', { curl: { 'CVE-2020-0001': { releases: { bookworm: release } } } }),
  );
  expect((records[0] as Advisory).affected).toMatchObject([
    { key: 'debian:12 curl', scheme: 'deb', names: 'source', ...expected },
  ]);
});

it('names releases by number, sid as it is, and leaves strangers out', async () => {
  const releases = { sid: open(), trixie: open(), sarge: open(), bullseye: { status: 'resolved' } };
  const { records } = await feedRecords(
    debian,
    feedDocument('tracker.json', { curl: { 'CVE-2020-0001': { description: 'x', releases }, 'CVE-2020-0002': {} } }),
  );
  expect(records).toHaveLength(1);
  expect((records[0] as Advisory).affected.map(({ key }) => key)).toEqual(['debian:sid curl', 'debian:13 curl']);
});

it.each([
  [
    '{"a":{"b":"}\\"]"},"c":[1,{"d":2}],"e":5}',
    [
      ['a', '{"b":"}\\"]"}'],
      ['c', '[1,{"d":2}]'],
      ['e', '5'],
    ],
  ],
  [' { "a" : {} } ', [['a', '{}']]],
  ['{"a":{}', []],
  ['{"a":{},"b":', [['a', '{}']]],
  ['[]', []],
  ['', []],
  ['{"a', []],
])('splits %s', (text, members) => {
  const found = [...objectMembers(Buffer.from(text))].map(({ name, value }) => [
    name,
    Buffer.from(value).toString().trim(),
  ]);
  // A value that runs to the end of the bytes was cut off and is left out.
  expect(found).toEqual(members);
});

const secdb = (secfixes: object, more: object = {}) => ({
  reponame: 'main',
  urlprefix: 'https://dl-cdn.alpinelinux.org/alpine',
  distroversion: 'v3.18',
  packages: [{ pkg: { name: 'xen', secfixes } }],
  ...more,
});

it('reads a secdb: version that fixed, or 0 for never hit', async () => {
  const { records } = await feedRecords(
    alpine,
    feedDocument('main.json', secdb({ '4.9-r1': ['CVE-2018-3639  XSA-263'], 0: ['CVE-2019-0001'] })),
  );
  expect(records.map((record) => [record.id, (record as Advisory).affected[0]])).toEqual([
    [
      'CVE-2019-0001',
      { key: 'alpine:3.18 xen', scheme: 'apk', names: 'source', ranges: [], status: 'fixed', notAffected: true },
    ],
    [
      'CVE-2018-3639',
      {
        key: 'alpine:3.18 xen',
        scheme: 'apk',
        names: 'source',
        ranges: [{ events: [{ introduced: '0' }, { fixed: '4.9-r1' }] }],
        status: 'fixed',
      },
    ],
  ]);
});

it.each([
  ['CVE-2018-3639', ['CVE-2018-3639']],
  ['CVE-2020-11740 CVE-2020-11741 XSA-313', ['CVE-2020-11740', 'CVE-2020-11741']],
  ['GNUTLS-SA-2020-03-31 CVE-2020-11501', ['CVE-2020-11501']],
  ['CVE_2019-2426', ['CVE-2019-2426']],
  ['CVE-2021-35940.patch', ['CVE-2021-35940']],
  ['CVE-2018-16301 (was fixed in libpcap)', ['CVE-2018-16301']],
  ['XSA-207', ['XSA-207']],
  ['RUSTSEC-2020-0146', ['RUSTSEC-2020-0146']],
  ['GHSA-fhpf-pp6p-55qc', ['GHSA-fhpf-pp6p-55qc']],
  ['CVE-????-????? TS-2024-005', ['TS-2024-005']],
  ['CVE-46838', []],
  ['CVE N/A ZBX-11023', ['ZBX-11023']],
  ['', []],
])('finds in %j the ids %j', (text, ids) => {
  expect(idsIn(text)).toEqual(ids);
});

it.each([
  [{ distroversion: 'edge' }, 'alpine:edge xen'],
  [{ distroversion: 'v3.2' }, 'alpine:3.2 xen'],
  [{ distroversion: '9' }, undefined],
])('names the release of %j %s', async (more, key) => {
  const { records, notes } = await feedRecords(
    alpine,
    feedDocument('main.json', secdb({ 1: ['CVE-2020-0001'] }, more)),
  );
  expect((records[0] as Advisory | undefined)?.affected[0]?.key).toBe(key);
  expect(notes).toHaveLength(key === undefined ? 1 : 0);
});

it.each([
  [{ reponame: 'os', urlprefix: '' }, 'wolfi xen'],
  [{ reponame: 'os', urlprefix: 'https://packages.wolfi.dev' }, 'wolfi xen'],
  [{ reponame: 'chainguard', urlprefix: 'https://packages.cgr.dev' }, 'chainguard xen'],
  [{ reponame: 'os', urlprefix: 'https://packages.mini.dev' }, undefined],
])('tells whose rolling secdb %j is: %s', async (more, key) => {
  const document = feedDocument(
    'security.json',
    secdb({ 1: ['CVE-2020-0001'] }, { distroversion: undefined, ...more }),
  );
  const { records } = await feedRecords(wolfi, document);
  expect((records[0] as Advisory | undefined)?.affected[0]?.key).toBe(key);
});

it.each([
  [debian, ['', '{', '[]', '{"a":1}', 'null']],
  [alpine, ['', '{', '[]', 'null']],
  [wolfi, ['', '{', '[]', 'null']],
])('survives garbage', async (feed, texts) => {
  for (const text of texts) expect((await feedRecords(feed, feedDocument('x.json', text))).records).toEqual([]);
  expect((await feedRecords(feed, feedDocument('x.json', Buffer.alloc(10_000_000, 0x61)))).records).toEqual([]);
});
