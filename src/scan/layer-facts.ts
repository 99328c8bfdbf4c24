import { FileTable } from '../image/file-table.ts';
import type { LayerFact } from '../image/fold.ts';
import { ImageTree } from '../image/image-tree.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Reader, type ReaderKey, readerKeyOf } from '../model/reader.ts';
import type { Want } from '../ports/layer-reader.ts';
import { EMPTY_LAYER } from './layer-limits.ts';
import type { LayerReading } from './read-layers.ts';

/** Facts of one image by the reader that found them. */
export type Facts = ReadonlyMap<ReaderKey, readonly LayerFact[]>;

/** The layers of an image as the fold wants them: facts decoded, tables opened, one tree per state. */
export interface LayerFacts {
  readonly tables: readonly FileTable[];
  readonly states: readonly ImageTree[];
  readonly facts: Facts;
  readonly wants: readonly (readonly Want[])[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Layers that are absent or out of reach hold nothing. */
export function layerFactsOf(
  readings: readonly (LayerReading | undefined)[],
  readers: readonly Reader<unknown>[],
): LayerFacts {
  const keys = new Set(readers.map(readerKeyOf));
  const facts = new Map<ReaderKey, LayerFact[]>();
  const diagnostics: Diagnostic[] = [];
  const layers = readings.map((reading) =>
    reading !== undefined && 'stored' in reading ? reading.stored : EMPTY_LAYER,
  );
  const tables = layers.map(({ table }) => new FileTable(table));
  layers.forEach((layer, index) => {
    for (const { reader, bytes } of layer.facts) {
      if (!keys.has(reader) || bytes.length <= 2) continue;
      const decoded = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as [
        string,
        unknown,
      ][];
      const all = facts.get(reader) ?? [];
      for (const [path, fact] of decoded) all.push({ layer: index, path, fact });
      facts.set(reader, all);
    }
    for (const { reader, diagnostic } of layer.diagnostics) {
      if (reader === '' || keys.has(reader)) diagnostics.push({ ...diagnostic, layer: index });
    }
    const reading = readings[index];
    if (reading !== undefined && 'unreachable' in reading) diagnostics.push({ ...reading.unreachable, layer: index });
  });
  const wants = layers.map((layer) => layer.wants.filter(({ reader }) => keys.has(reader)));
  return { tables, states: ImageTree.statesOf(tables), facts, wants, diagnostics };
}
