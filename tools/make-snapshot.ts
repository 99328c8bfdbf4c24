import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findDocuments } from '../src/io/feed-documents.ts';
import { type SnapshotHeader, type SnapshotRecord, writeSnapshot } from '../src/io/store/snapshot-file.ts';
import { feeds } from '../src/knowledge/feeds/index.ts';
import { clipped } from '../src/knowledge/feeds/parts/json.ts';
import { createJoin } from '../src/knowledge/join/join.ts';
import type { FeedDocument } from '../src/model/feed.ts';
import type { Advisory, KnowledgeRecord } from '../src/model/knowledge.ts';
import { type SnapshotSource, snapshotSources, sourceOfRecord } from './snapshot-sources.ts';

/**
 * Makes the snapshot of knowledge that is shipped: `node tools/make-snapshot.ts --from DIR… --out knowledge/snapshot.jsonl.zst`.
 * Some documents carry no date; the day on which they were fetched is told by `--dated debian=2023-04-02`.
 * Only what may be passed on goes in (tools/snapshot-sources.ts); a README with date, sources and terms is written beside it.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string', multiple: true },
    dated: { type: 'string', multiple: true },
    out: { type: 'string' },
  },
});
const directories = values.from ?? [];
const out = values.out ?? 'knowledge/snapshot.jsonl.zst';
if (directories.length === 0) throw new Error('usage: node tools/make-snapshot.ts --from DIR… [--out FILE]');

const used = new Map<SnapshotSource, number>();
const dates = new Map<string, string>();
const gathered = createJoin();
const others: KnowledgeRecord[] = [];
const present = new Set<string>();
const now = new Date().toISOString();

for (const directory of directories) {
  for (const { feed, document } of findDocuments(directory, feeds, () => {})) {
    present.add(feed.id);
    for await (const record of feed.parse(feed.id === 'osv' ? permitted(document) : document, () => {})) {
      if (feed.id !== 'osv') count(snapshotSources.find(({ feed: id }) => id === feed.id));
      const date = record.validFrom ?? '';
      if (date <= now && date > (dates.get(feed.id) ?? '')) dates.set(feed.id, date);
      if (record.kind === 'advisory') gathered.add(record);
      else others.push(record);
    }
  }
}

const records: SnapshotRecord[] = [];
const flaws = new Set<string>();
for (const advisory of gathered.finish().advisories()) {
  for (const id of [advisory.id, ...advisory.aliases, ...advisory.covers]) flaws.add(id);
  records.push(compact(advisory));
}
for (const { digest: _digest, ...record } of others) {
  if (record.kind !== 'exploitation' || record.epss === undefined) records.push(record);
  else if (flaws.has(record.flaw))
    records.push({
      ...record,
      epss: { score: rounded(record.epss.score), percentile: rounded(record.epss.percentile) },
    });
}
for (const dated of values.dated ?? []) {
  const [feed = '', day = ''] = dated.split('=');
  if (!present.has(feed) || !/^\d{4}-\d\d-\d\d$/.test(day))
    throw new Error(`--dated ${dated}: name a feed that is there and a day`);
  if (!dates.has(feed)) dates.set(feed, `${day}T00:00:00.000Z`);
}
const asOf = [...dates.values()].sort().at(-1) ?? now;
const header: SnapshotHeader = {
  format: 'plimsoll-knowledge',
  version: 1,
  asOf,
  feeds: [...present]
    .sort()
    .map((id) => ({ id, updatedAt: dates.get(id) ?? null, records: records.filter(({ feed }) => feed === id).length })),
  sources: snapshotSources
    .filter((source) => used.has(source))
    .map(({ name, from, license }) => ({ name, from, license })),
};
const sizeBytes = writeSnapshot(out, header, records);
writeFileSync(join(dirname(out), 'README.md'), readme(header));
console.log(`${out}: ${records.length} records, ${(sizeBytes / 2 ** 20).toFixed(1)} MiB, as of ${asOf}`);
for (const [{ name }, records] of used) console.log(`  ${records} ${name}`);

/** The document with the members left out whose terms forbid to pass them on, or do not say. */
function permitted(document: FeedDocument): FeedDocument {
  return {
    ...document,
    path: document.path,
    digest: `sha256:${'0'.repeat(64)}`,
    async *members() {
      for await (const member of document.members()) {
        const source = sourceOfRecord(member.bytes);
        if (source === undefined) continue;
        count(source);
        yield member;
      }
    },
  };
}

function count(source: SnapshotSource | undefined): void {
  if (source !== undefined) used.set(source, (used.get(source) ?? 0) + 1);
}

/** What a report cannot do without: three references, dates to the day, and of a description its beginning where there is no title. */
function compact({ digest: _digest, description, ...advisory }: Advisory): SnapshotRecord {
  const summary = advisory.title === undefined && description !== undefined ? clipped(description, 240) : undefined;
  return {
    ...advisory,
    ...(summary && { description: summary }),
    references: advisory.references.slice(0, 3),
    ...(advisory.validFrom && { validFrom: `${advisory.validFrom.slice(0, 10)}T00:00:00.000Z` }),
    ...(advisory.published && { published: `${advisory.published.slice(0, 10)}T00:00:00.000Z` }),
  };
}

function rounded(portion: number): number {
  return Math.round(portion * 10_000) / 10_000;
}

function readme(header: SnapshotHeader): string {
  const rows = header.sources.map(({ name, from, license }) => `| ${name} | ${from} | ${license} |`);
  const counts = header.feeds.map(
    ({ id, records, updatedAt }) => `| \`${id}\` | ${records} | ${updatedAt?.slice(0, 10) ?? 'not told'} |`,
  );
  return `# The shipped knowledge

Made by \`tools/make-snapshot.ts\`; do not edit. \`snapshot.jsonl.zst\` holds public advisory data as of ${header.asOf.slice(0, 10)}, so that a fresh
clone answers without a network. The build turns it into the read-only store beside the bundle. It is compact: descriptions only where a record has no title, and cut;
three references per record; EPSS scores to four decimals and only of flaws that stand in it. It was converted to this project's own form and shortened; the sources are not responsible for that.

Only sources whose terms are stated and allow it, and the trackers that distributions publish themselves; nothing under share-alike terms.

| feed | records | newest |
|---|---:|---|
${counts.join('\n')}

| source | from | terms |
|---|---|---|
${rows.join('\n')}

This product uses EPSS scores (https://www.first.org/epss) and the CISA KEV catalog; neither FIRST.org nor CISA endorses it. Advisories of the GitHub
Advisory Database, the Go vulnerability database and the PyPA advisory database are used under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).
`;
}
