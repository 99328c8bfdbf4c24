import { join } from 'node:path';
import { findDocuments } from '../io/feed-documents.ts';
import { makeCurrent, writeKnowledge } from '../io/store/knowledge-writer.ts';
import { readSnapshot } from '../io/store/snapshot-file.ts';
import { feeds } from '../knowledge/feeds/index.ts';
import { createJoin, type Joined } from '../knowledge/join/join.ts';
import type { Diagnostic, Note } from '../model/diagnostic.ts';
import { PlimsollError } from '../model/error.ts';
import type { FeedInfo, KnowledgeInfo, KnowledgeRecord } from '../model/knowledge.ts';
import { breathe } from '../util/breathe.ts';

export interface KnowledgeBuild {
  /** Searched for documents, each to any depth. */
  readonly directories: readonly string[];
  /** Takes the place of feeds that no directory has a document of; without it they stay empty. */
  readonly snapshotFile?: string;
  /** Where stores live: `<outDir>/knowledge/<digest>.rows`, `<outDir>/knowledge/current`. */
  readonly outDir: string;
  readonly now: Date;
  readonly note: Note;
  readonly progress?: (state: BuildProgress) => void;
  readonly signal?: AbortSignal;
}

export interface BuildProgress {
  readonly documents: number;
  readonly records: number;
  /** The document being read; undefined while the store is written. */
  readonly path?: string;
}

/** The verb behind `plimsoll db build`: documents → records → store, which becomes the current one. Codes: `knowledge/no-documents`, `knowledge/directory-unreadable`, `knowledge/store-unwritable`, `knowledge/snapshot-unreadable`. */
export async function buildKnowledge(build: KnowledgeBuild): Promise<KnowledgeInfo> {
  const gathering = gather(build.now);
  const notes = countNotes(build.note);
  let documents = 0;
  let records = 0;
  for (const directory of build.directories) {
    for (const { feed, document } of findDocuments(directory, feeds, notes.note)) {
      await breathe(build.signal);
      build.progress?.({ documents, records, path: document.path });
      documents++;
      gathering.seen(feed.id, document.updatedAt);
      try {
        for await (const record of feed.parse(document, notes.note)) {
          gathering.add(record);
          if (++records % RECORDS_AT_ONCE === 0) await breathe(build.signal);
        }
      } catch (cause) {
        build.signal?.throwIfAborted();
        notes.note({
          code: 'knowledge/document-unreadable',
          severity: 'warning',
          message: `A document is not readable to its end: ${messageOf(cause)}.`,
          path: document.path,
        });
      }
    }
  }
  if (documents === 0) {
    throw new PlimsollError('knowledge/no-documents', `no advisory data in ${build.directories.join(', ')}`, {
      help: [
        'feeds are known by content: OSV all.zip or records, Debian tracker, Alpine and Wolfi secdb, KEV, EPSS, endoflife',
      ],
    });
  }
  if (build.snapshotFile !== undefined) await addFromSnapshot(gathering, build.snapshotFile, build.note, build.signal);
  notes.finish();
  build.progress?.({ documents, records });
  await breathe(build.signal);
  return writeStore(gathering, join(build.outDir, 'knowledge'), build.now, build.signal);
}

/** Some 10 ms of work. */
const RECORDS_AT_ONCE = 500;

/** A store of the shipped snapshot alone, `<outDir>/<digest>.rows`; not made current: it lies beside the bundle. Gives its path. */
export async function storeFromSnapshot(
  snapshotFile: string,
  outDir: string,
  now: Date,
): Promise<{ readonly path: string; readonly info: KnowledgeInfo }> {
  const gathering = gather(now);
  await addFromSnapshot(gathering, snapshotFile, () => {});
  const content = await contentOf(gathering, now);
  return { path: await writeKnowledge(outDir, content), info: content.info() };
}

async function writeStore(
  gathering: Gathering,
  directory: string,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<KnowledgeInfo> {
  const content = await contentOf(gathering, now, signal);
  makeCurrent(await writeKnowledge(directory, content, signal));
  return content.info();
}

/** Records on their way into the join, with what they tell of their feeds' age. */
interface Gathering {
  add(record: KnowledgeRecord): void;
  seen(feed: string, updatedAt: string | undefined, fromSnapshot?: boolean): void;
  has(feed: string): boolean;
  finishing(): Generator<void, Joined>;
  feeds(records: ReadonlyMap<string, number>): FeedInfo[];
}

function gather(now: Date): Gathering {
  const join = createJoin();
  const latest = now.toISOString();
  const seen = new Map<string, { updatedAt: string; fromSnapshot: boolean }>();
  const age = (feed: string, date: string | undefined, fromSnapshot: boolean): void => {
    const known = seen.get(feed) ?? { updatedAt: '', fromSnapshot };
    seen.set(feed, known);
    if (date !== undefined && date > known.updatedAt && date <= latest) known.updatedAt = date;
  };
  return {
    add(record) {
      age(record.feed, record.validFrom, false);
      join.add(record);
    },
    seen: (feed, updatedAt, fromSnapshot = false) => age(feed, updatedAt, fromSnapshot),
    has: (feed) => seen.has(feed),
    finishing: () => join.finishing(),
    feeds: (records) =>
      [...seen]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, { updatedAt, fromSnapshot }]) => ({
          id,
          updatedAt: updatedAt || null,
          records: records.get(id) ?? 0,
          ...(fromSnapshot && { fromSnapshot }),
        })),
  };
}

async function addFromSnapshot(gathering: Gathering, file: string, note: Note, signal?: AbortSignal): Promise<void> {
  await breathe(signal);
  const snapshot = readSnapshot(file);
  const missing = new Set(snapshot.header.feeds.filter(({ id }) => !gathering.has(id)).map(({ id }) => id));
  if (missing.size === 0) return;
  for (const { id, updatedAt } of snapshot.header.feeds)
    if (missing.has(id)) gathering.seen(id, updatedAt ?? undefined, true);
  let records = 0;
  for (const record of snapshot.records()) {
    if (missing.has(record.feed)) gathering.add(record);
    if (++records % RECORDS_AT_ONCE === 0) await breathe(signal);
  }
  note({
    code: 'knowledge/from-snapshot',
    severity: 'info',
    message: `No document of these feeds was given; they are of the shipped snapshot: ${[...missing].sort().join(', ')}.`,
  });
}

async function contentOf(gathering: Gathering, now: Date, signal?: AbortSignal) {
  const steps = gathering.finishing();
  let step = steps.next();
  for (; !step.done; step = steps.next()) await breathe(signal);
  const joined = step.value;
  const list = gathering.feeds(joined.records);
  const asOf =
    list
      .map(({ updatedAt }) => updatedAt ?? '')
      .sort()
      .at(-1) || now.toISOString();
  return {
    entries: () => joined.entries(),
    info: (): KnowledgeInfo => ({ digest: joined.digest(), builtAt: now.toISOString(), asOf, feeds: list }),
  };
}

/** What happens thousands of times over (a record of an ecosystem that is not read) is told once, with its number. */
function countNotes(note: Note): { readonly note: Note; finish(): void } {
  const counts = new Map<string, { readonly first: Diagnostic; count: number }>();
  return {
    note(diagnostic) {
      const known = counts.get(diagnostic.code);
      if (known === undefined) counts.set(diagnostic.code, { first: diagnostic, count: 1 });
      else known.count++;
    },
    finish() {
      for (const { first, count } of counts.values()) {
        note(
          count === 1
            ? first
            : { ...first, message: `${first.message.replace(/\.$/, '')} (and ${count - 1} more like it).` },
        );
      }
    },
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
