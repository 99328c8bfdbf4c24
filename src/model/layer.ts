import type { Diagnostic } from './diagnostic.ts';
import type { Digest } from './digest.ts';

/** One layer by its position; the same diff id may occur at several positions. */
export interface Layer {
  readonly index: number;
  /** Digest of the bytes as stored or sent. */
  readonly blob?: Digest;
  /** Digest of the uncompressed tar, computed by us. */
  readonly diffId?: Digest;
  /** Size of the blob. */
  readonly sizeBytes?: number;
  readonly origin: Origin;
  readonly state: LayerState;
  readonly instruction?: Instruction;
}

/** Whether a layer or a package came with the base image. */
export type Origin = 'base' | 'app' | 'unknown';

export type LayerState =
  | { readonly kind: 'read' }
  | { readonly kind: 'absent'; readonly why: 'foreign' | 'encrypted' | 'unreachable' | 'unsupported' }
  | { readonly kind: 'partial'; readonly diagnostics: readonly Diagnostic[] };

/** The build step that made a layer. */
export interface Instruction {
  /** As the history tells it, with the builder's decoration taken off: `RUN apt-get update …`. */
  readonly createdBy: string;
  /** Line of the Dockerfile, one-based. */
  readonly line?: number;
  readonly certainty: 'provenance' | 'history' | 'guess';
}
