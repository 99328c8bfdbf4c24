import type { Digest } from '../model/digest.ts';
import type { Inventory } from '../model/inventory.ts';
import type { EncodedFacts, LayerResult, ReaderDiagnostic, Want } from './layer-reader.ts';

/** What is kept of one layer, under the diff id that we computed. */
export interface StoredLayer extends Pick<LayerResult, 'unpackedBytes' | 'entries' | 'table'> {
  readonly facts: readonly EncodedFacts[];
  /** Links that the layer alone could not answer, of all readers in `facts`. */
  readonly wants: readonly Want[];
  readonly diagnostics: readonly ReaderDiagnostic[];
}

/** Facts of layers by computed diff id. A store that cannot be written is one that forgets. */
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
