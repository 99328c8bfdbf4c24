import type { Advisory, Affected, KnowledgeInfo, Lifecycle, PackageKey } from '../model/knowledge.ts';

/** What is filed under one package key: `affected` is one of the advisory's, index `at`. */
export interface FiledAdvisory {
  /** Id under which `advisory` finds the whole record: feed and upstream id, one blank between. */
  readonly advisory: string;
  /** Canonical ids of the flaws that the record speaks of (docs/matching.md §2), so that a verdict needs no second look-up. */
  readonly flaws: readonly string[];
  /** Set when upstream took the record back. */
  readonly withdrawn?: string;
  readonly affected: Affected;
}

/** All that is known of one flaw beside what its records say. */
export interface FlawFacts {
  /** Every other id of the flaw that any feed names, sorted. */
  readonly aliases: readonly string[];
  /** Records that speak of it, as `advisory` takes them, sorted. */
  readonly records: readonly string[];
  readonly epss?: { readonly score: number; readonly percentile: number };
  readonly kev?: { readonly dueDate?: string; readonly ransomware: boolean };
}

/**
 * Read-only knowledge. Synchronous: it is a memory-mapped file.
 */
export interface KnowledgeLookup {
  readonly info: KnowledgeInfo;
  /** Advisories that name the package; empty when none does. */
  filed(key: PackageKey): readonly FiledAdvisory[];
  /** The whole record, without `affected`. */
  advisory(feedAndId: string): KnownAdvisory | undefined;
  /** By its canonical id. */
  flaw(id: string): FlawFacts | undefined;
  /** The canonical ids of the flaws that go by this id: usually one; a DSA's are those it covers. */
  flawsOf(id: string): readonly string[];
  /** Whether an ecosystem (`debian:12`, `npm`) has any data at all. */
  hasEcosystem(ecosystem: string): boolean;
  lifecycles(product: string): readonly Lifecycle[];
}

/** An advisory as stored: where its data lie is filed by package. */
export type KnownAdvisory = Omit<Advisory, 'affected' | 'kind'> & {
  /** Canonical ids of the flaws it speaks of (docs/matching.md §2). */
  readonly flaws: readonly string[];
  /** Keys that it is filed under. */
  readonly keys: readonly PackageKey[];
};

/** The sections of a store; the same word is the first part of its keys. */
export type KnowledgeSection = 'advisory' | 'filed' | 'flaw' | 'id' | 'lifecycle' | 'text';

/**
 * One row of a store, as the join hands it to the writer, sorted by section and id. `json` is the value:
 * `advisory` and `text` the two halves of a `KnownAdvisory` (what verdicts need; what people read), `filed` the `FiledAdvisory[]` of a key,
 * `flaw` the `FlawFacts`, `id` the canonical ids of the flaws that go by it, `lifecycle` the `Lifecycle[]` of a product.
 */
export interface KnowledgeEntry {
  readonly section: KnowledgeSection;
  readonly id: string;
  readonly json: string;
}
