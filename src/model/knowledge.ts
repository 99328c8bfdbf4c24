import type { Digest } from './digest.ts';
import type { Severity } from './severity.ts';
import type { VersionScheme } from './version-scheme.ts';
import type { FixStatus, Rating } from './vulnerability.ts';

/**
 * What advisories are filed under: an ecosystem (`npm`, `pypi`, `golang`, `maven`, `cargo`, `gem`; `debian:12`, `alpine:3.18`,
 * `rocky:8`, `wolfi`) and a package name folded as that ecosystem's registry folds it, joined by one blank: `debian:12 openssl`.
 */
export type PackageKey = `${string} ${string}`;

/** Each record knows the document it came from. */
export interface RecordOrigin {
  /** Id of the feed. */
  readonly feed: string;
  /** The upstream's id of the record. */
  readonly id: string;
  /** Digest of the document (file or archive member) that held it. */
  readonly digest: Digest;
  /** When upstream last changed it (ISO 8601, UTC), where it tells. */
  readonly validFrom?: string;
}

/** One flaw report of one upstream. */
export interface Advisory extends RecordOrigin {
  readonly kind: 'advisory';
  /** Other ids of the very same flaw. */
  readonly aliases: readonly string[];
  /** Flaws that this record bundles (a DSA, an RHSA), each a flaw of its own. Empty when the record is itself the flaw. */
  readonly covers: readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly references: readonly string[];
  readonly cwes: readonly string[];
  readonly published?: string;
  /** Set when upstream took it back. */
  readonly withdrawn?: string;
  readonly ratings: readonly Rating[];
  readonly affected: readonly Affected[];
}

/** What one advisory says about one package. */
export interface Affected {
  readonly key: PackageKey;
  readonly scheme: VersionScheme['id'];
  /** Whether `key` names source or binary packages. Language packages: `binary`. */
  readonly names: 'source' | 'binary';
  readonly ranges: readonly VersionRange[];
  /** Versions listed one by one; they count beside the ranges. */
  readonly versions?: readonly string[];
  /** What the vendor says of a fix when the ranges name none; `vendorSays` when it says that the release is not hit at all. */
  readonly status: FixStatus;
  readonly notAffected?: boolean;
  readonly arches?: readonly string[];
  readonly module?: string;
  readonly channel?: 'esm' | 'eus' | 'lts';
  readonly symbols?: readonly string[];
  readonly vendorSeverity?: { readonly word: string; readonly severity: Severity };
}

/** Events in order and as written (OSV schema 1.7, "affected[].ranges[].events"). */
export interface VersionRange {
  readonly events: readonly VersionEvent[];
}

export type VersionEvent =
  | { readonly introduced: string }
  | { readonly fixed: string }
  | { readonly lastAffected: string }
  | { readonly limit: string };

/** How likely a flaw is to be exploited, or that it has been (EPSS, KEV). */
export interface Exploitation extends RecordOrigin {
  readonly kind: 'exploitation';
  readonly flaw: string;
  readonly epss?: { readonly score: number; readonly percentile: number };
  readonly kev?: { readonly dueDate?: string; readonly ransomware: boolean };
}

/** When a release of a product ends (endoflife.date). Dates are ISO days; `true`/`false` when upstream knows no day. */
export interface Lifecycle extends RecordOrigin {
  readonly kind: 'lifecycle';
  readonly product: string;
  readonly cycle: string;
  readonly codename?: string;
  readonly released?: string;
  readonly endOfLife?: string | boolean;
  readonly endOfExtendedSupport?: string | boolean;
  readonly latest?: string;
}

/** A rating that stands apart from an advisory (NVD, CISA ADP). */
export interface StandaloneRating extends RecordOrigin {
  readonly kind: 'rating';
  readonly flaw: string;
  readonly ratings: readonly Rating[];
  readonly cwes: readonly string[];
}

export type KnowledgeRecord = Advisory | Exploitation | Lifecycle | StandaloneRating;

/** What is written about a store of knowledge as a whole. */
export interface KnowledgeInfo {
  readonly digest: Digest;
  /** When it was put together. */
  readonly builtAt: string;
  /** Newest date that any of its documents carries. */
  readonly asOf: string;
  readonly feeds: readonly FeedInfo[];
}

export interface FeedInfo {
  readonly id: string;
  readonly updatedAt: string | null;
  readonly records: number;
  /** True when this feed came from the shipped snapshot because no directory held it. */
  readonly fromSnapshot?: boolean;
}
