import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlimsollError } from '../../model/error.ts';
import type { KnowledgeInfo, Lifecycle, PackageKey } from '../../model/knowledge.ts';
import type { FlawFacts, KnowledgeLookup, KnowledgeSection, KnownAdvisory } from '../../ports/knowledge-lookup.ts';
import { unpackFiled } from './filed-rows.ts';
import { Damaged, RowFile } from './row-file.ts';
import { decodeKey, encodeKey } from './row-key.ts';

/** Raised when rows are kept differently; a store of another version is not read. */
export const schemaVersion = 3;

/** What a store is called in its directory: by its digest. */
export const STORE_NAME = /^[0-9a-f]{64}\.rows$/;

/** A store as opened: the look-ups of a scan, and those of `db search`. */
export interface KnowledgeStore extends KnowledgeLookup {
  /** Keys whose package name contains the text (not case-sensitive), exact names first, at most `limit`. Reads all keys: 30 ms. */
  searchKeys(text: string, limit: number): readonly PackageKey[];
  /** Ecosystems that have data, sorted. */
  ecosystems(): readonly string[];
  /** Reads the whole store, piece by piece; gives how many rows were right so far. Throws `knowledge/corrupt`. */
  verify(): Generator<number>;
  close(): Promise<void>;
}

/** The store that `<directory>/current` names; undefined when the directory holds none. */
export function currentKnowledge(directory: string): string | undefined {
  // Who is told of a store that is gone asks again: others may have made two new ones since the pointer was read.
  for (let named = pointerIn(directory), before = ''; named !== undefined && named !== before; ) {
    const path = join(directory, named);
    if (existsSync(path)) return path;
    before = named;
    named = pointerIn(directory);
  }
  return undefined;
}

function pointerIn(directory: string): string | undefined {
  try {
    const name = readFileSync(join(directory, 'current'), 'utf8').trim();
    return STORE_NAME.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Opens a store for reading: a few blocks are read, and every block that is read later is checked against its checksum, so that a damaged
 * store ends in an error and never in "not affected". Throws `knowledge/missing`, `knowledge/corrupt`, `knowledge/other-schema`, `knowledge/empty`.
 */
export async function openKnowledge(path: string): Promise<KnowledgeStore> {
  const rows = openRows(path);
  try {
    return storeOf(rows, infoOf(rows, path), path);
  } catch (cause) {
    rows.close();
    throw cause instanceof PlimsollError ? cause : corrupt(path, cause);
  }
}

function openRows(path: string): RowFile {
  try {
    return new RowFile(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') {
      throw new PlimsollError('knowledge/missing', `there is no knowledge store at ${path}`, {
        help: ['build one: plimsoll db build --from DIR'],
      });
    }
    throw corrupt(path, cause);
  }
}

function infoOf(rows: RowFile, path: string): KnowledgeInfo {
  const about = JSON.parse(rows.about()) as { schemaVersion?: number; info?: KnowledgeInfo; filed?: number };
  if (about.schemaVersion !== schemaVersion) {
    throw new PlimsollError(
      'knowledge/other-schema',
      `the knowledge store ${path} is of schema ${about.schemaVersion}; this version reads ${schemaVersion}`,
      { help: ['build it again: plimsoll db build --from DIR'] },
    );
  }
  if (about.info === undefined) throw new Error('it does not say what it holds');
  if (!about.filed) throw emptyKnowledge(path);
  return about.info;
}

/** Knowledge that names no package would find every image clean. */
export function emptyKnowledge(path: string): PlimsollError {
  return new PlimsollError('knowledge/empty', `the knowledge store ${path} says nothing about any package`, {
    help: ['build it again of directories that hold advisories: plimsoll db build --from DIR'],
  });
}

function storeOf(rows: RowFile, info: KnowledgeInfo, path: string): KnowledgeStore {
  /** What cannot be read is an error whoever asks: no answer may come of a damaged store. */
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw cause instanceof PlimsollError ? cause : corrupt(path, cause);
    }
  };
  const parsed = <T>(section: KnowledgeSection, id: string, parse: (json: string) => T): T | undefined =>
    guarded(() => {
      const json = rows.get(encodeKey(`${section} ${id}`));
      return json === undefined ? undefined : parse(json);
    });
  const read = <T>(section: KnowledgeSection, id: string): T | undefined =>
    parsed(section, id, (json) => JSON.parse(json) as T);
  const hasPrefix = (prefix: string): boolean => {
    const start = encodeKey(prefix);
    for (const key of rows.keys(start)) return start.equals(key.subarray(0, start.length));
    return false;
  };
  const present = new Map<string, boolean>();
  return {
    info,
    filed: (key) => parsed('filed', key, (json) => unpackFiled(key, json)) ?? [],
    advisory(reference) {
      const facts = read<AdvisoryFacts>('advisory', reference);
      return facts && withText(facts, () => read<AdvisoryText>('text', reference) ?? { references: [], cwes: [] });
    },
    flaw: (id) => read<FlawFacts>('flaw', id),
    flawsOf: (id) => read<string[]>('id', id) ?? (parsed('flaw', id, () => true) ? [id] : []),
    hasEcosystem(ecosystem) {
      const known = present.get(ecosystem) ?? guarded(() => hasPrefix(`filed ${ecosystem} `));
      present.set(ecosystem, known);
      return known;
    },
    lifecycles: (product) => read<Lifecycle[]>('lifecycle', product) ?? [],
    searchKeys: (text, limit) => guarded(() => searchKeys(rows, text, limit)),
    ecosystems: () =>
      guarded(() => [...new Set([...keysOf(rows)].map((key) => key.slice(0, key.indexOf(' '))))].sort()),
    *verify() {
      try {
        yield* rows.verify();
      } catch (cause) {
        throw corrupt(path, cause);
      }
    },
    close: async () => rows.close(),
  };
}

type AdvisoryText = Pick<KnownAdvisory, 'title' | 'description' | 'references' | 'cwes' | 'published'>;
type AdvisoryFacts = Omit<KnownAdvisory, keyof AdvisoryText>;

/** An advisory whose text half is read when somebody asks for it: most records only help to say that a package is not affected. */
function withText(facts: AdvisoryFacts, load: () => AdvisoryText): KnownAdvisory {
  let loaded: AdvisoryText | undefined;
  const text = (): AdvisoryText => {
    loaded ??= load();
    return loaded;
  };
  return {
    ...facts,
    get title() {
      return text().title;
    },
    get description() {
      return text().description;
    },
    get references() {
      return text().references;
    },
    get cwes() {
      return text().cwes;
    },
    get published() {
      return text().published;
    },
  } as KnownAdvisory;
}

function* keysOf(rows: RowFile): Generator<PackageKey> {
  for (const bytes of rows.keys(encodeKey('filed '))) {
    const key = decodeKey(bytes);
    if (!key.startsWith('filed ')) return;
    yield key.slice('filed '.length) as PackageKey;
  }
}

function searchKeys(rows: RowFile, text: string, limit: number): readonly PackageKey[] {
  const wanted = text.toLowerCase();
  const exact: PackageKey[] = [];
  const others: PackageKey[] = [];
  for (const key of keysOf(rows)) {
    const name = key.slice(key.indexOf(' ') + 1).toLowerCase();
    if (name === wanted) exact.push(key);
    else if (others.length < limit && name.includes(wanted)) others.push(key);
  }
  return [...exact, ...others].slice(0, limit);
}

function corrupt(path: string, cause: unknown): PlimsollError {
  const why = cause instanceof Damaged ? `: ${cause.message}` : '';
  return new PlimsollError('knowledge/corrupt', `the knowledge store ${path} is damaged${why}`, {
    cause,
    help: ['delete it and build it again: plimsoll db build --from DIR'],
  });
}
