import type { Diagnostic } from './diagnostic.ts';
import type { Inventory } from './inventory.ts';
import type { Affected, KnowledgeInfo } from './knowledge.ts';
import type { LintReport } from './lint.ts';
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

/** A report, and how much of it the command shows. */
export interface ReportView {
  readonly kind: 'scan' | 'cves' | 'quickview' | 'sbom';
  readonly report: Report;
}

/** What is written about the knowledge in use. */
export interface KnowledgeStatus {
  readonly kind: 'knowledge-status';
  /** Where the store lies, as the user would type it. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Whether it is the snapshot that came with the program. */
  readonly shipped: boolean;
  readonly info: KnowledgeInfo;
  /** ISO 8601, UTC, the injected clock. */
  readonly at: string;
}

/** What the knowledge says of a flaw or of a package. */
export interface KnowledgeSearch {
  readonly kind: 'knowledge-search';
  readonly query: string;
  readonly advisories: readonly FoundAdvisory[];
  /** Of the flaw asked for. */
  readonly epss?: { readonly score: number; readonly percentile: number };
  readonly kev?: { readonly dueDate?: string; readonly ransomware: boolean };
  readonly knowledge: KnowledgeInfo;
  /** ISO 8601, UTC, the injected clock. */
  readonly at: string;
}

/** One record of one feed; `affected` holds what was asked for. */
export interface FoundAdvisory {
  readonly feed: string;
  readonly id: string;
  /** Canonical ids of the flaws that it speaks of. */
  readonly flaws: readonly string[];
  readonly title?: string;
  readonly published?: string;
  readonly withdrawn?: string;
  readonly affected: readonly Affected[];
}

/** Everything that an output format can be asked to render. */
export type ReportDocument = ReportView | Explanation | KnowledgeStatus | KnowledgeSearch | LintReport;
