import { familyOf, isDistroEcosystem } from '../../model/ecosystem.ts';
import type { PackageKey } from '../../model/knowledge.ts';
import type { Rating } from '../../model/vulnerability.ts';
import type { FlawFacts, KnowledgeLookup, KnownAdvisory } from '../../ports/knowledge-lookup.ts';

/** One record of a flaw; `key` is the id under which the knowledge keeps it. */
export interface FlawRecord {
  readonly key: string;
  readonly advisory: KnownAdvisory;
  /** A distribution's, and nobody else's. */
  readonly isDistro: boolean;
}

/** What one match reads again and again of the knowledge, read once. */
export interface FlawBook {
  readonly knowledge: KnowledgeLookup;
  advisory(key: string): KnownAdvisory | undefined;
  factsOf(flaw: string): FlawFacts;
  recordsOf(flaw: string): readonly FlawRecord[];
  /** The words for a severity with which a distribution's record speaks of any of its packages, where the record as a whole has none. */
  wordsOf(record: FlawRecord): readonly Rating[];
}

const nothing: FlawFacts = { aliases: [], records: [] };

export function createFlawBook(knowledge: KnowledgeLookup): FlawBook {
  const advisories = new Map<string, KnownAdvisory | undefined>();
  const facts = new Map<string, FlawFacts>();
  const records = new Map<string, readonly FlawRecord[]>();
  const words = new Map<string, ReadonlyMap<string, Rating>>();
  const book: FlawBook = {
    knowledge,
    advisory: (key) => remembered(advisories, key, () => knowledge.advisory(key)),
    factsOf: (flaw) => remembered(facts, flaw, () => knowledge.flaw(flaw) ?? nothing),
    recordsOf: (flaw) =>
      remembered(records, flaw, () =>
        book.factsOf(flaw).records.flatMap((key) => {
          const advisory = book.advisory(key);
          return advisory === undefined ? [] : [{ key, advisory, isDistro: isDistroRecord(advisory) }];
        }),
      ),
    wordsOf: ({ key, advisory }) => {
      if (advisory.ratings.some(({ version }) => version === 'word')) return [];
      // Many flaws of one package ask for the same list, and it is long.
      return advisory.keys.flatMap((filedUnder) => {
        const rated = remembered(words, filedUnder, () => wordsUnder(filedUnder, knowledge));
        return rated.get(key) ?? [];
      });
    },
  };
  return book;
}

/** Id of the advisory → what it says of the severity for this package. */
function wordsUnder(key: PackageKey, knowledge: KnowledgeLookup): ReadonlyMap<string, Rating> {
  const words = new Map<string, Rating>();
  for (const { advisory, affected } of knowledge.filed(key)) {
    if (affected.vendorSeverity !== undefined) words.set(advisory, wordRating(key, affected.vendorSeverity));
  }
  return words;
}

/** A distribution's own word as a rating: `vector` keeps the word itself. */
export function wordRating(
  key: PackageKey,
  { word, severity }: { word: string; severity: Rating['severity'] },
): Rating {
  return { source: familyOf(ecosystemOfKey(key)), version: 'word', vector: word, severity };
}

export function ecosystemOfKey(key: PackageKey): string {
  return key.slice(0, key.indexOf(' '));
}

export function nameOfKey(key: PackageKey): string {
  return key.slice(key.indexOf(' ') + 1);
}

function isDistroRecord({ keys }: KnownAdvisory): boolean {
  return keys.length > 0 && keys.every((key) => isDistroEcosystem(ecosystemOfKey(key)));
}

function remembered<V>(known: Map<string, V>, key: string, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined || known.has(key)) return found as V;
  const made = make();
  known.set(key, made);
  return made;
}
