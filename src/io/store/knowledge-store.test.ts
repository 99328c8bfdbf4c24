import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { PlimsollError } from '../../model/error.ts';
import type { Affected, KnowledgeInfo } from '../../model/knowledge.ts';
import type { FiledAdvisory, KnowledgeEntry } from '../../ports/knowledge-lookup.ts';
import { packFiled, unpackFiled } from './filed-rows.ts';
import { currentKnowledge, openKnowledge } from './knowledge-store.ts';
import { makeCurrent, writeKnowledge } from './knowledge-writer.ts';
import { openLastGood } from './last-good.ts';
import { RowFileWriter } from './row-file-writer.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-store-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const info = (nibble: string): KnowledgeInfo => ({
  digest: `sha256:${nibble.repeat(64)}`,
  builtAt: '2026-01-02T00:00:00.000Z',
  asOf: '2026-01-01T00:00:00.000Z',
  feeds: [],
});
const plain: Affected = {
  key: 'npm a',
  scheme: 'semver',
  names: 'binary',
  ranges: [{ events: [{ introduced: '0' }, { fixed: '2' }] }],
  status: 'fixed',
};
const filed: FiledAdvisory[] = [{ advisory: 'osv GHSA-b', flaws: ['CVE-2020-0001'], affected: plain }];

const rows: readonly [KnowledgeEntry['section'], string, unknown][] = [
  [
    'advisory',
    'osv GHSA-b',
    {
      feed: 'osv',
      id: 'GHSA-b',
      aliases: ['CVE-2020-0001'],
      covers: [],
      ratings: [],
      flaws: ['CVE-2020-0001'],
      keys: ['npm a'],
    },
  ],
  ['filed', 'debian:12 a', filed],
  ['filed', 'npm a', filed],
  ['filed', 'npm left-a', filed],
  ['flaw', 'CVE-2020-0001', { aliases: ['GHSA-b'], records: ['osv GHSA-b'] }],
  ['id', 'GHSA-b', ['CVE-2020-0001']],
  ['lifecycle', 'debian', [{ kind: 'lifecycle', cycle: '12' }]],
  ['text', 'osv GHSA-b', { title: 'A title', references: ['r'], cwes: [] }],
];

const write = (place: string, nibble: string) =>
  writeKnowledge(place, {
    entries: () => rows.map(([section, id, value]) => ({ section, id, json: JSON.stringify(value) })),
    info: () => info(nibble),
  });

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => undefined,
    (error: PlimsollError) => error.code,
  );
}

it('answers what was written', async () => {
  const store = await openKnowledge(await write(directory, 'a'));
  expect(store.info).toEqual(info('a'));
  expect(store.filed('npm a')).toEqual(filed);
  expect(store.filed('npm b')).toEqual([]);
  expect(store.advisory('osv GHSA-b')).toMatchObject({
    id: 'GHSA-b',
    flaws: ['CVE-2020-0001'],
    title: 'A title',
    keys: ['npm a'],
  });
  expect(JSON.parse(JSON.stringify(store.advisory('osv GHSA-b')))).toMatchObject({
    title: 'A title',
    references: ['r'],
  });
  expect(store.advisory('osv GHSA-x')).toBeUndefined();
  expect(store.flaw('CVE-2020-0001')).toMatchObject({ aliases: ['GHSA-b'] });
  expect(store.flawsOf('GHSA-b')).toEqual(['CVE-2020-0001']);
  expect(store.flawsOf('CVE-2020-0001')).toEqual(['CVE-2020-0001']);
  expect(store.flawsOf('CVE-2020-0002')).toEqual([]);
  expect(store.hasEcosystem('debian:12')).toBe(true);
  expect(store.hasEcosystem('debian:1')).toBe(false);
  expect(store.lifecycles('debian')).toHaveLength(1);
  expect(store.lifecycles('x')).toEqual([]);
  expect(store.ecosystems()).toEqual(['debian:12', 'npm']);
  expect(store.searchKeys('A', 10)).toEqual(['debian:12 a', 'npm a', 'npm left-a']);
  expect(store.searchKeys('a', 1)).toEqual(['debian:12 a']);
  await store.close();
});

it('leaves nothing but the store and the pointer, and keeps the store before', async () => {
  const place = join(directory, 'pointers');
  expect(currentKnowledge(place)).toBeUndefined();
  makeCurrent(await write(place, '1'));
  makeCurrent(await write(place, '2'));
  const old = new Date(Date.now() - 3_600_000);
  utimesSync(join(place, `${'1'.repeat(64)}.rows`), old, old);
  const another = await write(place, '4');
  makeCurrent(await write(place, '3'));
  expect(currentKnowledge(place)).toBe(join(place, `${'3'.repeat(64)}.rows`));
  expect(readdirSync(place).sort()).toEqual([
    ...['2', '3', '4'].map((nibble) => `${nibble.repeat(64)}.rows`),
    'current',
  ]);
  // Somebody else was writing meanwhile, and only now makes it current.
  makeCurrent(another);
  expect(currentKnowledge(place)).toBe(another);
  writeFileSync(join(place, 'current'), '../../etc/passwd\n');
  expect(currentKnowledge(place)).toBeUndefined();
});

it('refuses what it cannot read', async () => {
  const path = await write(directory, 'c');
  const bytes = readFileSync(path);
  expect(await codeOf(openKnowledge(join(directory, 'absent.rows')))).toBe('knowledge/missing');
  for (const length of [0, 100, 4096, 5000, bytes.length - 4096]) {
    const cut = join(directory, `cut-${length}.rows`);
    writeFileSync(cut, bytes);
    truncateSync(cut, length);
    expect([length, await codeOf(openKnowledge(cut))]).toEqual([length, 'knowledge/corrupt']);
  }
  const other = join(directory, 'noise.rows');
  writeFileSync(other, Buffer.alloc(bytes.length, 0x5a));
  expect(await codeOf(openKnowledge(other))).toBe('knowledge/corrupt');
  for (const [name, about, code] of [
    ['newer', { schemaVersion: 99, info: info('d'), filed: 1 }, 'knowledge/other-schema'],
    ['older', { schemaVersion: 1, info: info('d'), filed: 1 }, 'knowledge/other-schema'],
    ['empty', { schemaVersion: 3, info: info('d'), filed: 0 }, 'knowledge/empty'],
    ['nameless', { schemaVersion: 3, filed: 1 }, 'knowledge/corrupt'],
  ] as const) {
    const writer = new RowFileWriter(join(directory, `${name}.rows`));
    writer.finish(JSON.stringify(about));
    writer.close();
    expect([name, await codeOf(openKnowledge(join(directory, `${name}.rows`)))]).toEqual([name, code]);
  }
});

it('a changed byte ends in an error, whichever look-up meets it', async () => {
  const path = await write(directory, 'b');
  const bytes = readFileSync(path);
  bytes[30]! ^= 4;
  writeFileSync(path, bytes);
  const store = await openKnowledge(path);
  const error = expect.objectContaining({ code: 'knowledge/corrupt' });
  expect(() => store.filed('npm a')).toThrow(error);
  expect(() => store.filed('npm absent')).toThrow(error);
  expect(() => store.advisory('osv GHSA-b')).toThrow(error);
  expect(() => store.flaw('CVE-2020-0001')).toThrow(error);
  expect(() => store.flawsOf('CVE-2020-0009')).toThrow(error);
  expect(() => store.hasEcosystem('npm')).toThrow(error);
  expect(() => store.lifecycles('debian')).toThrow(error);
  expect(() => store.searchKeys('a', 1)).toThrow(error);
  expect(() => store.ecosystems()).toThrow(error);
  expect(() => [...store.verify()]).toThrow(error);
  await store.close();
});

it('the store before stands in for one that is refused, and says so', async () => {
  const place = join(directory, 'last-good');
  expect(await openLastGood(place)).toBeUndefined();
  const [first, second] = [await write(place, '1'), await write(place, '2')];
  const old = new Date(Date.now() - 3_600_000);
  utimesSync(first, old, old);
  makeCurrent(first);
  makeCurrent(second);
  const opened = await openLastGood(place);
  expect([opened?.path, opened?.refused]).toEqual([second, undefined]);
  truncateSync(second, 100);
  const fallen = await openLastGood(place);
  expect([fallen?.path, fallen?.knowledge.info, fallen?.refused?.code]).toEqual([
    first,
    info('1'),
    'knowledge/corrupt',
  ]);
  truncateSync(first, 100);
  expect(await codeOf(openLastGood(place))).toBe('knowledge/corrupt');
  await Promise.all([opened?.knowledge.close(), fallen?.knowledge.close()]);
});

it('says where it could not write, and leaves nothing there', async () => {
  const file = join(directory, 'a-file');
  writeFileSync(file, '');
  expect(await codeOf(write(join(file, 'below'), 'e'))).toBe('knowledge/store-unwritable');
  const failing = join(directory, 'failing');
  const entries = () => {
    throw new Error('no rows');
  };
  expect(await codeOf(writeKnowledge(failing, { entries, info: () => info('f') }))).toBe('knowledge/store-unwritable');
  expect(readdirSync(failing)).toEqual([]);
});

it('packs statements without loss', () => {
  const word = { vendorSeverity: { word: 'Moderate', severity: 'medium' } } as const;
  const statements: Affected[] = [
    plain,
    { ...plain, ...word },
    { ...plain, status: 'not-yet', ranges: [{ events: [{ introduced: '0' }] }] },
    { ...plain, status: 'deferred', ranges: [{ events: [{ introduced: '1' }] }], ...word },
    { ...plain, ranges: [{ events: [{ introduced: '1' }, { fixed: '0' }] }] },
    { ...plain, ranges: [{ events: [{ introduced: '0' }, { lastAffected: '2' }] }] },
    { ...plain, ranges: [{ events: [{ fixed: '2' }, { introduced: '0' }] }] },
    { ...plain, ranges: [{ events: [{ introduced: '0' }, { fixed: '2' }, { introduced: '3' }] }] },
    { ...plain, ranges: [...plain.ranges, ...plain.ranges] },
    { ...plain, ranges: [], notAffected: true },
    { ...plain, ranges: [{ events: [] }] },
    { ...plain, versions: ['1', '2'] },
    { ...plain, channel: 'esm', arches: ['x'], module: 'm:1', symbols: ['s'], ...word },
    { ...plain, names: 'source' },
  ];
  const all = statements.flatMap((affected): FiledAdvisory[] => [
    { advisory: 'osv CVE-2020-0001', flaws: ['CVE-2020-0001'], affected },
    {
      advisory: 'osv DSA-1',
      flaws: ['CVE-2020-0001', 'CVE-2020-0002'],
      withdrawn: '2024-01-01T00:00:00.000Z',
      affected,
    },
  ]);
  expect(unpackFiled('npm a', packFiled(all))).toEqual(all);
  expect(unpackFiled('npm a', packFiled([]))).toEqual([]);
});
