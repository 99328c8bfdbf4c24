import type { Diagnostic } from '../model/diagnostic.ts';
import type { Digest } from '../model/digest.ts';
import type { Inventory } from '../model/inventory.ts';
import type { ReaderKey } from '../model/reader.ts';
import type { EncodedFacts, Want } from './layer-reader.ts';

/** What is kept of one layer, under the diff id that we computed. */
export interface StoredLayer {
  readonly unpackedBytes: number;
  readonly entries: number;
  readonly table: Uint8Array;
  readonly facts: readonly EncodedFacts[];
  /** Per reader: links and companions that the layer alone could not answer. */
  readonly wants: readonly Want[];
  /** Per reader, and those of the tar itself under `''`. */
  readonly diagnostics: readonly { readonly reader: ReaderKey | ''; readonly diagnostic: Diagnostic }[];
}

/** Facts of layers by computed diff id. A store that cannot be written is a store that forgets. */
export interface LayerFactStore {
  get(diffId: Digest): Promise<StoredLayer | undefined>;
  put(diffId: Digest, layer: StoredLayer): Promise<void>;
  /** The diff id that we once computed of this blob. */
  diffIdOf(blob: Digest): Promise<Digest | undefined>;
  rememberBlob(blob: Digest, diffId: Digest): Promise<void>;
}

/** Inventories by a key that names the image and every reader's version. */
export interface InventoryStore {
  get(key: string): Promise<Inventory | undefined>;
  put(key: string, inventory: Inventory): Promise<void>;
}
