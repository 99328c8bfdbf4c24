import type { Digest } from './digest.ts';
import type { Platform } from './platform.ts';

/** Where an inventory comes from. A docker-save archive has no manifest of its own: `manifest` is then absent. */
export type Source =
  | {
      readonly kind: 'image';
      /** As the user named it, without scheme. */
      readonly reference: string;
      readonly index?: Digest;
      readonly manifest?: Digest;
      /** Absent when the image could not even be opened. */
      readonly config?: Digest;
      readonly platform: Platform;
    }
  | { readonly kind: 'tree'; readonly root: string }
  | {
      readonly kind: 'sbom';
      readonly document: Digest;
      /** What the document calls the thing that it describes. */
      readonly name?: string;
      readonly of?: Digest;
    };
