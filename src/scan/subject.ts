import type { Descriptor } from '../model/descriptor.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ImageConfig } from '../model/image-config.ts';
import type { Source } from '../model/source.ts';

/** One image of one platform, with everything pinned: what a scan works on. */
export interface Subject {
  readonly source: Source & { readonly kind: 'image' };
  readonly config: ImageConfig;
  readonly layers: readonly SubjectLayer[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One layer's bytes before anything is believed of them. */
export interface SubjectLayer {
  readonly index: number;
  /** Absent in docker-save archives, which name no blobs. */
  readonly descriptor?: Descriptor;
  readonly sizeBytes: number;
  /** What the configuration says that the unpacked layer's digest is. */
  readonly claimedDiffId: string;
  /** Set when its bytes cannot be read, whatever is tried. */
  readonly absent?: 'foreign' | 'encrypted' | 'unreachable' | 'unsupported';
  open(signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** An image of an index that could not be opened, and why. The others are scanned all the same. */
export interface UnreadSubject {
  readonly source: Source & { readonly kind: 'image' };
  readonly unread: Diagnostic;
}
