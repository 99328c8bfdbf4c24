import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { reasonToSkip } from '../../test/kit/shared.ts';
import { findDocuments } from '../io/feed-documents.ts';
import { currentKnowledge, openKnowledge } from '../io/store/knowledge-store.ts';
import { readSnapshot, writeSnapshot } from '../io/store/snapshot-file.ts';
import { feeds } from '../knowledge/feeds/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { buildKnowledge, storeFromSnapshot } from './build-knowledge.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-build-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const now = new Date('2026-09-01T00:00:00Z');
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

function put(path: string, content: unknown): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), JSON.stringify(content));
}

const osv = (id: string, modified: string, more: object = {}) => ({
  schema_version: '1.7.0',
  id,
  modified,
  affected: [
    {
      package: { ecosystem: 'npm', name: 'a' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2' }] }],
    },
  ],
  ...more,
});
put('one/GHSA-a.json', osv('GHSA-a', '2026-01-01T00:00:00Z', { aliases: ['CVE-2020-0001'] }));
put('one/GHSA-b.json', osv('GHSA-b', '2030-01-01T00:00:00Z'));
put(
  'two/NUGET.json',
  osv('GHSA-c', '2026-01-01T00:00:00Z', { affected: [{ package: { ecosystem: 'NuGet', name: 'x' } }] }),
);
put(
  'two/NUGET2.json',
  osv('GHSA-d', '2026-01-01T00:00:00Z', { affected: [{ package: { ecosystem: 'NuGet', name: 'x' } }] }),
);
put('two/debian.json', [{ cycle: '12', eol: '2026-06-10' }]);
const snapshotFile = join(directory, 'snapshot.jsonl.zst');
writeSnapshot(
  snapshotFile,
  {
    format: 'plimsoll-knowledge',
    version: 1,
    asOf: '2025-01-01T00:00:00.000Z',
    sources: [],
    feeds: [
      { id: 'eol', updatedAt: null, records: 1 },
      { id: 'kev', updatedAt: '2025-01-01T00:00:00.000Z', records: 1 },
    ],
  },
  [
    { kind: 'exploitation', feed: 'kev', id: 'CVE-2020-0001', flaw: 'CVE-2020-0001', kev: { ransomware: true } },
    { kind: 'lifecycle', feed: 'eol', id: 'debian 1', product: 'debian', cycle: '1' },
  ],
);

async function build(names: readonly string[], out: string) {
  const notes: Diagnostic[] = [];
  const directories = names.map((name) => join(directory, name));
  const info = await buildKnowledge({
    directories,
    snapshotFile,
    outDir: join(directory, out),
    now,
    note: (note) => notes.push(note),
  });
  return { info, notes };
}

it('builds a store, makes it current, and takes missing feeds from the snapshot', async () => {
  const { info, notes } = await build(['one', 'two'], 'out');
  expect(info).toMatchObject({ builtAt: now.toISOString(), asOf: '2026-01-01T00:00:00.000Z' });
  expect(info.feeds).toEqual([
    { id: 'eol', updatedAt: null, records: 1 },
    { id: 'kev', updatedAt: '2025-01-01T00:00:00.000Z', records: 1, fromSnapshot: true },
    { id: 'osv', updatedAt: '2026-01-01T00:00:00.000Z', records: 2 },
  ]);
  expect(notes.map(({ code, message }) => [code, message])).toEqual([
    ['knowledge/from-snapshot', 'No document of these feeds was given; they are of the shipped snapshot: kev.'],
    ['knowledge/ecosystem-not-read', 'GHSA-c names no package of an ecosystem that is read (and 1 more like it).'],
  ]);
  const store = await openKnowledge(currentKnowledge(join(directory, 'out/knowledge')) ?? '');
  expect(store.info).toEqual(info);
  expect(store.filed('npm a').map(({ flaws }) => flaws)).toEqual([['CVE-2020-0001'], ['GHSA-b']]);
  expect(store.flaw('CVE-2020-0001')?.kev).toEqual({ ransomware: true });
  expect(store.lifecycles('debian').map(({ cycle }) => cycle)).toEqual(['12']);
  await store.close();
});

it('names the same content by the same digest, whatever the order of directories', async () => {
  expect((await build(['two', 'one'], 'a')).info.digest).toBe((await build(['one', 'two', 'one'], 'b')).info.digest);
});

it('refuses directories without a document', async () => {
  mkdirSync(join(directory, 'empty'), { recursive: true });
  await expect(build(['empty'], 'c')).rejects.toMatchObject({ code: 'knowledge/no-documents' });
  await expect(build(['absent'], 'c')).rejects.toMatchObject({ code: 'knowledge/directory-unreadable' });
});

it.each(['', 'garbage', '{}'])('refuses the snapshot %j', (content) => {
  const file = join(directory, 'bad.zst');
  writeFileSync(file, content);
  expect(() => readSnapshot(file)).toThrow(/cannot be used/);
});

it('the shipped snapshot becomes a store with every feed', { timeout: 60_000 }, async () => {
  const file = join(root, 'knowledge/snapshot.jsonl.zst');
  expect(readFileSync(file).length).toBeLessThan(12 << 20);
  const { header } = readSnapshot(file);
  expect(header.feeds.map(({ id }) => id)).toEqual(feeds.map(({ id }) => id));
  expect(header.sources.map(({ license }) => license).join(' ')).not.toMatch(/-SA|not stated/);
  const { path, info } = await storeFromSnapshot(file, join(directory, 'shipped'), now);
  expect(path).toBe(join(directory, 'shipped', `${info.digest.slice(7)}.rows`));
  expect(info.feeds.map(({ id, records, fromSnapshot }) => [id, records, fromSnapshot])).toEqual(
    header.feeds.map(({ id, records }) => [id, records, true]),
  );
  const store = await openKnowledge(path);
  for (const ecosystem of [
    'npm',
    'pypi',
    'golang',
    'maven',
    'cargo',
    'gem',
    'debian:11',
    'alpine:3.18',
    'wolfi',
    'almalinux:9',
  ]) {
    expect([ecosystem, store.hasEcosystem(ecosystem)]).toEqual([ecosystem, true]);
  }
  await store.close();
});

const shared = resolve(root, '../shared/advisories');
const readme = (() => {
  try {
    return readFileSync(join(shared, 'README.md'), 'utf8');
  } catch {
    return undefined;
  }
})();

// Records of one table row of its README, in the words there: "| `advisories/osv/npm/all.zip` | 1914 | …".
const told = (name: string) => Number(new RegExp(`\`${name}\` \\| (\\d+)`).exec(readme ?? '')?.[1]);

it.skipIf(readme === undefined)(
  `reads as many records as real documents hold${reasonToSkip()}`,
  { timeout: 120_000 },
  async () => {
    const counts = new Map<string, number>();
    for (const { feed, document } of findDocuments(shared, feeds, () => {})) {
      const bad: Diagnostic[] = [];
      let records = 0;
      for await (const _ of feed.parse(document, (note) =>
        note.code.endsWith('unreadable')
          ? bad.push(note)
          : note.code === 'knowledge/ecosystem-not-read' || note.code === 'knowledge/no-flaw'
            ? records++
            : 0,
      ))
        records++;
      expect([document.path, bad]).toEqual([document.path, []]);
      const name = feed.id === 'osv' ? document.path : feed.id;
      counts.set(name, (counts.get(name) ?? 0) + records);
    }
    for (const [name, count] of counts)
      if (name.startsWith('osv/')) expect([name, count]).toEqual([name, told(`advisories/${name}`)]);
    expect([...counts.keys()].filter((name) => name.startsWith('osv/'))).toHaveLength(25);
    expect(counts.get('debian')).toBe(told('advisories/debian/tracker.json.gz'));
    expect(counts.get('kev')).toBe(told('advisories/kev/known_exploited_vulnerabilities.json'));
    expect(counts.get('epss')).toBe(told('advisories/epss/epss_scores-2026-08-16.csv.gz'));
    // One entry of each names a flaw twice over, or none that can be told.
    expect(counts.get('alpine')).toBe(85_269);
    expect(counts.get('wolfi')).toBe(31_916);
  },
);
