import { FileTable } from '../image/file-table.ts';
import { FileTableBuilder } from '../image/file-table-builder.ts';
import type { LayerFact } from '../image/fold.ts';
import { ImageTree } from '../image/image-tree.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Reader, type ReaderKey, readerKeyOf } from '../model/reader.ts';
import type { Want } from '../ports/layer-reader.ts';
import type { ReadLayer } from './read-layers.ts';

/** The layers of an image as the fold wants them: facts decoded, tables opened, one tree per state. */
export interface LayerFacts {
  readonly tables: readonly FileTable[];
  readonly states: readonly ImageTree[];
  readonly facts: ReadonlyMap<ReaderKey, readonly LayerFact[]>;
  readonly wants: readonly (readonly Want[])[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Layers that are absent hold nothing. */
export function layerFactsOf(
  layers: readonly (ReadLayer | undefined)[],
  readers: readonly Reader<unknown>[],
): LayerFacts {
  const keys = new Set(readers.map(readerKeyOf));
  const facts = new Map<ReaderKey, LayerFact[]>();
  const diagnostics: Diagnostic[] = [];
  const tables = layers.map((layer) =>
    layer === undefined ? new FileTable(new FileTableBuilder().encode()) : new FileTable(layer.stored.table),
  );
  layers.forEach((layer, index) => {
    if (layer === undefined) return;
    for (const { reader, bytes } of layer.stored.facts) {
      if (!keys.has(reader) || bytes.length <= 2) continue;
      const decoded = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as [
        string,
        unknown,
      ][];
      const all = facts.get(reader) ?? [];
      for (const [path, fact] of decoded) all.push({ layer: index, path, fact });
      facts.set(reader, all);
    }
    for (const { reader, diagnostic } of layer.stored.diagnostics) {
      if (reader === '' || keys.has(reader)) diagnostics.push({ ...diagnostic, layer: index });
    }
  });
  const wants = layers.map((layer) => layer?.stored.wants.filter(({ reader }) => keys.has(reader)) ?? []);
  return { tables, states: ImageTree.statesOf(tables), facts, wants, diagnostics };
}
