import type { Digest } from './digest.ts';
import type { Platform } from './platform.ts';

/** A blob as a document names it (OCI image-spec, descriptor.md). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly platform?: Platform;
  readonly annotations: Readonly<Record<string, string>>;
  /** Foreign layers name where they could be had. */
  readonly urls: readonly string[];
  readonly artifactType?: string;
}
