import { limits } from '../formats/bytes/limits.ts';
import { FileTableBuilder } from '../image/file-table-builder.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { StoredLayer } from '../ports/fact-store.ts';

/** Stands for a layer of which nothing was read. */
export const EMPTY_LAYER: StoredLayer = {
  unpackedBytes: 0,
  entries: 0,
  table: new FileTableBuilder().encode(),
  facts: [],
  wants: [],
  diagnostics: [],
};

/** Each layer was held to the limits while it was read; here they are held together: `image/too-large`, `image/too-many-entries`. */
export function overLimits(layers: Iterable<Pick<StoredLayer, 'unpackedBytes' | 'entries'>>): Diagnostic | undefined {
  let bytes = 0;
  let entries = 0;
  for (const layer of layers) {
    bytes += layer.unpackedBytes;
    entries += layer.entries;
  }
  if (bytes > limits.outputBytes) {
    const message = `the layers unpack to more than ${limits.outputBytes} bytes together: not scanned beyond`;
    return { code: 'image/too-large', severity: 'error', message };
  }
  if (entries > limits.entries) {
    const message = `the layers have more than ${limits.entries} entries together: not scanned beyond`;
    return { code: 'image/too-many-entries', severity: 'error', message };
  }
  return undefined;
}
