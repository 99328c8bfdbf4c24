import type { Note } from './diagnostic.ts';
import type { Digest } from './digest.ts';
import type { KnowledgeRecord } from './knowledge.ts';

/** One upstream source: recognizes its documents among files and reads them. Never fetches. */
export interface Feed {
  readonly id: string;
  /** Raised when the same bytes give other records. */
  readonly version: number;
  /** Name for people. */
  readonly title: string;
  /** SPDX id or short words: under what terms its data may be passed on. */
  readonly license: string;
  readonly documents: readonly FeedDocumentSpec[];
  parse(document: FeedDocument, note: Note): AsyncIterable<KnowledgeRecord> | Iterable<KnowledgeRecord>;
}

/** How a document of a feed is known: by its path (suffix or pattern, `/`-separated) and then by its first bytes, after decompression. */
export interface FeedDocumentSpec {
  readonly path: RegExp;
  /** Looks at up to 4 KiB of the decompressed head. For archives, of no member: always true there. */
  recognizes(head: Uint8Array): boolean;
}

/** One document, as the builder hands it over; gzip is taken off, zip members are yielded one by one. */
export interface FeedDocument {
  /** Path below the directory that was given, `/`-separated. */
  readonly path: string;
  readonly digest: Digest;
  /** Modification date told by the content's container, where there is one (ISO 8601). */
  readonly updatedAt?: string;
  /** The members of an archive, or the one document itself. Bytes are valid until the next is asked for. */
  members(): AsyncIterable<{ readonly name: string; readonly bytes: Uint8Array }>;
}
