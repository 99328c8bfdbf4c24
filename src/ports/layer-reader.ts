import type { Diagnostic } from '../model/diagnostic.ts';
import type { Digest } from '../model/digest.ts';
import type { ReaderKey } from '../model/reader.ts';

/** Facts of one reader about one layer, encoded as the cache keeps them: UTF-8 JSON `[[path, fact], …]` sorted by path. */
export interface EncodedFacts {
  readonly reader: ReaderKey;
  readonly bytes: Uint8Array;
}

/** A link that a reader selected and whose bytes lie elsewhere: in another layer, or passed by before it was known that they matter. */
export interface Want {
  readonly reader: ReaderKey;
  readonly path: string;
  /** Canonical for hard links, as written for symbolic ones. */
  readonly target: string;
  readonly symlink: boolean;
}

/** A diagnostic and the reader that gave it; `''` is the layer itself. */
export interface ReaderDiagnostic {
  readonly reader: ReaderKey | '';
  readonly diagnostic: Diagnostic;
}

/** What was computed of the bytes of a layer while they streamed by. */
export interface LayerDigests {
  /** Digest and length of the bytes as they came. */
  readonly blob: Digest;
  readonly blobBytes: number;
  /** Digest of the unpacked tar; absent when the layer was not unpacked to its end. */
  readonly diffId?: Digest;
  /** Length of the tar, or of what was unpacked of it. */
  readonly unpackedBytes: number;
  /** Why it was not: a limit was hit. */
  readonly cut?: Diagnostic;
}

/** Opens the bytes of a layer at their start. May be called again: a pass whose worker was lost is made anew. */
export type OpenLayer = (signal: AbortSignal) => AsyncIterable<Uint8Array>;

/** All that one pass over a layer gives. Buffers are handed over, never copied. */
export interface LayerResult extends LayerDigests {
  readonly entries: number;
  /** How often a reader was passed over because it took too long or crashed: such facts may be others next time. */
  readonly givenUp: number;
  /** The file table in its own encoding (`image/file-table`). */
  readonly table: Uint8Array;
  readonly facts: readonly EncodedFacts[];
  readonly wants: readonly Want[];
  readonly diagnostics: readonly ReaderDiagnostic[];
}

/** Files of a layer to take out on a second pass. */
export interface Extraction {
  /** Path and how many bytes to keep. */
  readonly files: readonly (readonly [path: string, maxBytes: number])[];
  /** Path and algorithm of a digest to compute. */
  readonly digests: readonly (readonly [path: string, algorithm: string])[];
}

export interface ExtractedFile {
  readonly path: string;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
}

export interface ExtractionResult extends LayerDigests {
  readonly files: readonly ExtractedFile[];
  /** Path → hex. */
  readonly digests: readonly (readonly [path: string, hex: string])[];
}

/** A file whose bytes came from several layers, to be read by one reader. */
export interface AssembledFile {
  readonly reader: ReaderKey;
  readonly path: string;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
  readonly companions: readonly (readonly [name: string, bytes: Uint8Array])[];
}

export interface AssembledFacts {
  /** `file` is the index into the files that were given. */
  readonly facts: readonly { readonly file: number; readonly fact: unknown }[];
  readonly diagnostics: readonly ReaderDiagnostic[];
}

/** Streams layers through readers, on worker threads. Compressed bytes go in; digests, tables and facts come out. */
export interface LayerReaders {
  /** How many layers are worth streaming at once. */
  readonly parallel: number;
  /** `readers` are the keys of those to run. */
  read(open: OpenLayer, readers: readonly ReaderKey[], signal: AbortSignal): Promise<LayerResult>;
  hash(open: OpenLayer, signal: AbortSignal): Promise<LayerDigests>;
  extract(open: OpenLayer, extraction: Extraction, signal: AbortSignal): Promise<ExtractionResult>;
  assemble(files: readonly AssembledFile[], signal: AbortSignal): Promise<AssembledFacts>;
  /** Reads a directory as one layer; its digests are those of nothing. */
  walk(root: string, readers: readonly ReaderKey[], signal: AbortSignal): Promise<LayerResult>;
  close(): Promise<void>;
}
