import type { Diagnostic } from '../model/diagnostic.ts';
import type { Digest } from '../model/digest.ts';
import type { ReaderKey } from '../model/reader.ts';

/** Facts of one reader about one layer, encoded as the cache keeps them: UTF-8 JSON `[[path, fact], …]`. */
export interface EncodedFacts {
  readonly reader: ReaderKey;
  readonly bytes: Uint8Array;
}

/** Something whose bytes another place must supply: a companion in another layer, the target of a hard link or symlink. */
export interface Want {
  /** Index into the readers. */
  readonly reader: string;
  /** The path under which the reader selected it. */
  readonly path: string;
  /** For a link: the canonical path whose bytes it has. */
  readonly target?: string;
  readonly symlink?: boolean;
}

/** All that one pass over a layer gives. Buffers are transferred, never copied. */
export interface LayerResult {
  /** Digest of the bytes as they came. */
  readonly blob: Digest;
  readonly blobBytes: number;
  readonly diffId: Digest;
  readonly unpackedBytes: number;
  readonly entries: number;
  /** The file table in its own encoding (`image/file-table`); absent for a hash-only pass. */
  readonly table?: Uint8Array;
  readonly facts: readonly EncodedFacts[];
  readonly wants: readonly Want[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What to do with the bytes of one layer. */
export type LayerTask =
  /** Read with these readers (ids); none means table only. */
  | { readonly kind: 'read'; readonly readers: readonly string[] }
  /** Compute digests alone. */
  | { readonly kind: 'hash' }
  /** Keep the bytes of these files (path → cap) and digest those (path → algorithm). */
  | {
      readonly kind: 'extract';
      readonly files: ReadonlyMap<string, number>;
      readonly digests: ReadonlyMap<string, string>;
    };

/** A file as `extract` returns it. */
export interface ExtractedFile {
  readonly path: string;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
  readonly digest?: string;
}

/** A file put together from several layers, to be read by one reader. */
export interface AssembledFile {
  readonly reader: string;
  readonly path: string;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
  readonly companions: ReadonlyMap<string, Uint8Array>;
}

/** Runs layer passes, on worker threads or in place. */
export interface LayerReaders {
  pass(
    chunks: AsyncIterable<Uint8Array>,
    task: LayerTask & { readonly kind: 'read' | 'hash' },
    signal: AbortSignal,
  ): Promise<LayerResult>;
  extract(
    chunks: AsyncIterable<Uint8Array>,
    task: LayerTask & { readonly kind: 'extract' },
    signal: AbortSignal,
  ): Promise<{ readonly result: LayerResult; readonly files: readonly ExtractedFile[] }>;
  /** Facts of files that were put together from several layers. */
  read(
    files: readonly AssembledFile[],
    signal: AbortSignal,
  ): Promise<{
    readonly facts: readonly { readonly reader: string; readonly path: string; readonly fact: unknown }[];
    readonly diagnostics: readonly Diagnostic[];
  }>;
  /** How many layers are worth reading at once. */
  readonly parallel: number;
  close(): Promise<void>;
}
