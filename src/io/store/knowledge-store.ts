import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { PlimsollError } from '../../model/error.ts';
import type { KnowledgeInfo, Lifecycle, PackageKey } from '../../model/knowledge.ts';
import type { FlawFacts, KnowledgeLookup, KnowledgeSection, KnownAdvisory } from '../../ports/knowledge-lookup.ts';
import { unpackFiled } from './filed-rows.ts';
import { isWholeStore } from './whole-store.ts';

/** Raised when rows are kept differently; a store of another version is not read. */
export const schemaVersion = 2;

/** A store as opened: the look-ups of a scan, and those of `db search`. */
export interface KnowledgeStore extends KnowledgeLookup {
  /** Keys whose package name contains the text (not case-sensitive), exact names first, at most `limit`. Reads all keys: 30 ms. */
  searchKeys(text: string, limit: number): readonly PackageKey[];
  /** Ecosystems that have data, sorted. */
  ecosystems(): readonly string[];
  close(): Promise<void>;
}

/** The store that `<directory>/current` names; undefined when the directory holds none. */
export function currentKnowledge(directory: string): string | undefined {
  try {
    const name = readFileSync(join(directory, 'current'), 'utf8').trim();
    const path = join(directory, name);
    return /^[0-9a-f]{64}\.mdb$/.test(name) && existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Opens a store for reading; nothing is written beside it that a read-only directory would refuse.
 * Throws `knowledge/missing`, `knowledge/corrupt`, `knowledge/other-schema`.
 */
export async function openKnowledge(path: string): Promise<KnowledgeStore> {
  if (!existsSync(path)) {
    throw new PlimsollError('knowledge/missing', `there is no knowledge store at ${path}`, {
      help: ['build one: plimsoll db build --from DIR'],
    });
  }
  // LMDB trusts its file: pages that are not there end the process, so a cut file must not reach it.
  if (!isWholeStore(path)) throw corrupt(path);
  let database: RootDatabase<string, string> | undefined;
  try {
    database = open<string, string>({ path, noSubdir: true, readOnly: true, encoding: 'string' });
    return storeOf(database, infoOf(database, path), path);
  } catch (cause) {
    await database?.close();
    throw cause instanceof PlimsollError ? cause : corrupt(path, cause);
  }
}

function infoOf(database: RootDatabase<string, string>, path: string): KnowledgeInfo {
  const about = JSON.parse(database.get('about') ?? 'null') as { schemaVersion?: number; info?: KnowledgeInfo } | null;
  if (about?.info === undefined) throw corrupt(path);
  if (about.schemaVersion !== schemaVersion) {
    throw new PlimsollError(
      'knowledge/other-schema',
      `the knowledge store ${path} is of schema ${about.schemaVersion}; this version reads ${schemaVersion}`,
      { help: ['build it again: plimsoll db build --from DIR'] },
    );
  }
  return about.info;
}

function storeOf(database: RootDatabase<string, string>, info: KnowledgeInfo, path: string): KnowledgeStore {
  const parsed = <T>(section: KnowledgeSection, id: string, parse: (json: string) => T): T | undefined => {
    const json = id.length > 1000 ? undefined : database.get(`${section} ${id}`);
    if (json === undefined) return undefined;
    try {
      return parse(json);
    } catch (cause) {
      throw corrupt(path, cause);
    }
  };
  const read = <T>(section: KnowledgeSection, id: string): T | undefined =>
    parsed(section, id, (json) => JSON.parse(json) as T);
  const hasPrefix = (prefix: string): boolean => {
    for (const key of database.getKeys({ start: prefix, limit: 1 })) return key.startsWith(prefix);
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
    flawsOf: (id) => read<string[]>('id', id) ?? (database.doesExist(`flaw ${id}`) ? [id] : []),
    hasEcosystem(ecosystem) {
      const known = present.get(ecosystem) ?? hasPrefix(`filed ${ecosystem} `);
      present.set(ecosystem, known);
      return known;
    },
    lifecycles: (product) => read<Lifecycle[]>('lifecycle', product) ?? [],
    searchKeys: (text, limit) => searchKeys(database, text, limit),
    ecosystems: () => [...new Set([...keysOf(database)].map((key) => key.slice(0, key.indexOf(' '))))].sort(),
    close: () => database.close(),
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

function* keysOf(database: RootDatabase<string, string>): Generator<PackageKey> {
  for (const key of database.getKeys({ start: 'filed ', end: 'filed!' }))
    yield key.slice('filed '.length) as PackageKey;
}

function searchKeys(database: RootDatabase<string, string>, text: string, limit: number): readonly PackageKey[] {
  const wanted = text.toLowerCase();
  const exact: PackageKey[] = [];
  const others: PackageKey[] = [];
  for (const key of keysOf(database)) {
    const name = key.slice(key.indexOf(' ') + 1).toLowerCase();
    if (name === wanted) exact.push(key);
    else if (others.length < limit && name.includes(wanted)) others.push(key);
  }
  return [...exact, ...others].slice(0, limit);
}

function corrupt(path: string, cause?: unknown): PlimsollError {
  return new PlimsollError('knowledge/corrupt', `the knowledge store ${path} is damaged`, {
    cause,
    help: ['delete it and build it again: plimsoll db build --from DIR'],
  });
}
