import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Note } from '../../model/diagnostic.ts';
import { type Digest, hexOf, parseDigest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { InventoryStore, LayerFactStore, StoredLayer } from '../../ports/fact-store.ts';
import { sweepAside } from './aside.ts';
import { decodePack, encodePack } from './pack-file.ts';
import { seal, unseal } from './seal.ts';
import { writeAside } from './write-aside.ts';

/**
 * What was learned of layers and images, as files below one directory: `facts/<diff id>`, `blobs/<blob digest>`, `inventories/<key>`; `aside`
 * holds what is being written.
 * Each file ends in its checksum; a damaged one is as good as none. A directory that cannot be written is noted once and then forgotten about.
 */
export class CacheDirectory implements LayerFactStore {
  readonly #root: string;
  readonly #note: Note;
  #isWritable = true;
  #isSwept = false;

  constructor(root: string, note: Note) {
    this.#root = root;
    this.#note = note;
  }

  readonly inventories: InventoryStore = {
    get: async (key) => {
      const bytes = await this.#read('inventories', key);
      if (bytes === undefined) return undefined;
      try {
        return JSON.parse(bytes.toString()) as Inventory;
      } catch {
        return undefined;
      }
    },
    put: (key, inventory) => this.#write('inventories', key, [Buffer.from(JSON.stringify(inventory))]),
  };

  async get(diffId: Digest): Promise<StoredLayer | undefined> {
    const bytes = await this.#read('facts', hexOf(diffId));
    if (bytes === undefined) return undefined;
    try {
      return decodePack(bytes);
    } catch (cause) {
      if (cause instanceof PlimsollError) return undefined;
      throw cause;
    }
  }

  put(diffId: Digest, layer: StoredLayer): Promise<void> {
    return this.#write('facts', hexOf(diffId), encodePack(layer));
  }

  async diffIdOf(blob: Digest): Promise<Digest | undefined> {
    return parseDigest((await this.#read('blobs', hexOf(blob)))?.toString());
  }

  rememberBlob(blob: Digest, diffId: Digest): Promise<void> {
    return this.#write('blobs', hexOf(blob), [Buffer.from(diffId)]);
  }

  async #read(folder: string, name: string): Promise<Buffer | undefined> {
    try {
      return unseal(await readFile(join(this.#root, folder, name)));
    } catch {
      return undefined;
    }
  }

  async #write(folder: string, name: string, parts: readonly Uint8Array[]): Promise<void> {
    if (!this.#isWritable) return;
    const workshop = join(this.#root, 'aside');
    if (!this.#isSwept) sweepAside(workshop);
    this.#isSwept = true;
    try {
      await writeAside(workshop, join(this.#root, folder, name), seal(parts));
    } catch (cause) {
      this.#isWritable = false;
      const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
      this.#note({
        code: 'cache/not-writable',
        severity: 'info',
        message: `the cache ${this.#root} cannot be written (${why}): the next scan reads the image again`,
      });
    }
  }
}
