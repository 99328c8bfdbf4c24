import { catalogers } from '../../src/contents/catalogers/index.ts';
import { osRelease } from '../../src/contents/distro.ts';
import { parseConfig } from '../../src/image/manifest.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import type { ReaderKey } from '../../src/model/reader.ts';
import type { StoredLayer } from '../../src/ports/fact-store.ts';
import type { LayerReaders } from '../../src/ports/layer-reader.ts';
import { type CatalogPorts, type Contents, catalog } from '../../src/scan/catalog.ts';
import { extractFiles, hashLayer, readAssembled, readLayer } from '../../src/scan/layer-task.ts';
import type { Subject } from '../../src/scan/subject.ts';
import type { BuiltImage, ImageBuilder } from './image.ts';

/** All readers of the program. */
export const contents: Contents = { readers: [osRelease, ...catalogers], catalogers, osRelease };

export interface Memory {
  readonly ports: CatalogPorts;
  readonly layers: Map<string, StoredLayer>;
  /** Reader keys of each pass that was made, in order. */
  readonly passes: ReaderKey[][];
  readonly revisits: string[][];
}

/** Ports that keep everything in memory and read layers in place. */
export function memory(readers = contents.readers): Memory {
  const layers = new Map<string, StoredLayer>();
  const blobs = new Map<string, `sha256:${string}`>();
  const inventories = new Map<string, Inventory>();
  const passes: ReaderKey[][] = [];
  const revisits: string[][] = [];
  const inPlace: LayerReaders = {
    parallel: 2,
    read: (open, keys, signal) => {
      passes.push([...keys]);
      return readLayer(open(signal), readers, keys);
    },
    hash: (open, signal) => hashLayer(open(signal)),
    extract: (open, extraction, signal) => {
      revisits.push(extraction.files.map(([path]) => path));
      return extractFiles(open(signal), extraction);
    },
    assemble: async (files) => readAssembled(files, readers),
    walk: () => Promise.reject(new Error('no directories here')),
    close: async () => {},
  };
  const ports: CatalogPorts = {
    layers: inPlace,
    progress: { update() {} },
    trace: { add() {} },
    store: {
      get: async (diffId) => layers.get(diffId),
      put: async (diffId, layer) => void layers.set(diffId, layer),
      diffIdOf: async (blob) => blobs.get(blob),
      rememberBlob: async (blob, diffId) => void blobs.set(blob, diffId as `sha256:${string}`),
    },
    inventories: {
      get: async (key) => inventories.get(key),
      put: async (key, inventory) => void inventories.set(key, inventory),
    },
  };
  return { ports, layers, passes, revisits };
}

/** A built image as the scan takes it, without going through files. */
export function subjectOf(built: BuiltImage): Subject {
  const { config, platform, diffIds } = parseConfig(built.config, 'the test image');
  return {
    source: {
      kind: 'image',
      reference: 'test',
      manifest: built.digest as `sha256:${string}`,
      config: `sha256:${'0'.repeat(64)}`,
      platform,
    },
    config,
    layers: built.layers.map((layer, index) => ({
      index,
      descriptor: {
        mediaType: layer.mediaType,
        digest: layer.digest as `sha256:${string}`,
        sizeBytes: layer.blob.length,
        annotations: {},
        urls: [],
      },
      sizeBytes: layer.blob.length,
      claimedDiffId: diffIds[index]!,
      async *open() {
        for (let at = 0; at < layer.blob.length; at += 65_536)
          yield new Uint8Array(layer.blob.subarray(at, at + 65_536));
      },
    })),
    diagnostics: [],
  };
}

/** What is in an image built in code. */
export function inventoryOf(builder: ImageBuilder, { ports } = memory(), all = contents): Promise<Inventory> {
  return catalog(subjectOf(builder.build()), all, ports, new AbortController().signal);
}
