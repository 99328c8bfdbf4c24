import type { Diagnostic } from './diagnostic.ts';
import type { Inventory } from './inventory.ts';
import type { KnowledgeInfo } from './knowledge.ts';
import type { PackageId } from './package.ts';
import type { Undecided, Vulnerability } from './vulnerability.ts';

/** All that a command knows of what it looked at. One subject per platform or image, never exactly one. */
export interface Report {
  readonly kind: 'report';
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'plimsoll'; readonly version: string };
  readonly knowledge: KnowledgeInfo | null;
  /** ISO 8601, UTC, the injected clock. */
  readonly at: string;
  readonly subjects: readonly SubjectReport[];
}

export interface SubjectReport {
  readonly inventory: Inventory;
  /** ISO day, or whether it ended when no day is known. */
  readonly endOfLife: string | boolean | null;
  readonly base: BaseImage | null;
  readonly vulnerabilities: readonly Vulnerability[];
  readonly undecided: readonly Undecided[];
  /** Of judging, beside those of the inventory. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Which image this one was built on, and how sure that is. */
export interface BaseImage {
  readonly reference: string | null;
  readonly digest: string | null;
  /** How many bottom layers are its. */
  readonly layers: number;
  readonly certainty: 'label' | 'history';
  readonly reasons: readonly string[];
}

/** Why a flaw is, or is not, reported for an image. */
export interface Explanation {
  readonly kind: 'explanation';
  readonly reference: string;
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title?: string;
  /** Whether the flaw is in the report of the image, for any package. */
  readonly verdict: 'reported' | 'not-reported' | 'undecided';
  /** Set when no package was there to look at. */
  readonly reason?: 'not-installed' | 'not-in-knowledge' | 'withdrawn';
  /** Names under which the knowledge files the flaw. */
  readonly filedUnder: readonly string[];
  readonly packages: readonly ExplainedPackage[];
  readonly knowledge: KnowledgeInfo;
}

/** One installed package that some advisory of the flaw names, and the outcome for it. */
export interface ExplainedPackage {
  readonly package: PackageId;
  readonly name: string;
  readonly version: string;
  readonly locations: readonly string[];
  readonly layer?: number;
  readonly instruction?: string;
  readonly outcome: 'reported' | 'not-reported' | 'undecided';
  /** One of Judgement's `why`, or `affected`, `owned-by-third-party`, `overwritten-later`. */
  readonly reason: string;
  /** Sentences: each names what was compared and the record that says so. */
  readonly because: readonly string[];
}
