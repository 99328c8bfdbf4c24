import type { Descriptor } from '../model/descriptor.ts';
import type { Digest } from '../model/digest.ts';

export type { Descriptor };

/** Where the bytes of images come from: a registry, an OCI layout, an archive. Bytes are NOT verified here; `image/verified` does that. */
export interface ImageSource {
  /** What the user named, without scheme: stands in reports. */
  readonly reference: string;
  /** The top documents: OCI manifest or index bytes, or the docker-save form. `image/no-such-reference` names those there are. */
  root(signal: AbortSignal): Promise<ImageRoot>;
  /** A manifest or index by digest, whole; at most `limits.manifestBytes`. */
  manifest(descriptor: Descriptor, signal: AbortSignal): Promise<Uint8Array>;
  /** A blob as a stream of chunks of any size. */
  blob(digest: Digest, sizeBytes: number, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Frees files and sockets; spooled data is gone after it. */
  close(): Promise<void>;
}

export type ImageRoot =
  /** A manifest or an index. `digest` is what the reference or an outer index names it by; absent when only a tag did. */
  | { readonly kind: 'oci'; readonly bytes: Uint8Array; readonly mediaType?: string; readonly digest?: Digest }
  /** The older docker-save form: no manifest, no blob digests. */
  | { readonly kind: 'docker-save'; readonly config: Uint8Array; readonly layers: readonly UnnamedLayer[] };

/** A layer that only its place in an archive names. */
export interface UnnamedLayer {
  readonly name: string;
  readonly sizeBytes: number;
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}
