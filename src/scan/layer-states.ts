import { baseLayersOf, instructionsOf } from '../image/history.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Layer, Origin } from '../model/layer.ts';
import type { LayerReading } from './read-layers.ts';
import type { Subject } from './subject.ts';

/** The layers of an image: where each comes from, what made it, and whether it was read whole. */
export function layersOf(
  subject: Subject,
  readings: readonly (LayerReading | undefined)[],
  diagnostics: readonly Diagnostic[],
): Layer[] {
  const { history } = subject.config;
  const count = subject.layers.length;
  const instructions = instructionsOf(history, count);
  const base = baseLayersOf(history, count);
  const origin = (index: number): Origin => (base === undefined ? 'unknown' : index < base ? 'base' : 'app');
  return subject.layers.map((layer, index) => {
    const instruction = instructions[index];
    const bad = diagnostics.filter((diagnostic) => diagnostic.layer === index && PARTIAL.has(diagnostic.code));
    const reading = readings[index];
    const diffId = reading && 'stored' in reading ? reading.diffId : undefined;
    const absent = layer.absent ?? (reading && 'unreachable' in reading ? 'unreachable' : undefined);
    const state: Layer['state'] =
      absent !== undefined
        ? { kind: 'absent', why: absent }
        : bad.length > 0
          ? { kind: 'partial', diagnostics: bad }
          : { kind: 'read' };
    return {
      index,
      ...(layer.descriptor && { blob: layer.descriptor.digest }),
      ...(diffId && { diffId }),
      sizeBytes: layer.sizeBytes,
      origin: origin(index),
      state,
      ...(instruction && { instruction }),
    };
  });
}

/** Diagnostics after which a layer cannot be said to have been read. */
export const PARTIAL: ReadonlySet<string> = new Set([
  'contents/reader-failed',
  'contents/reader-given-up',
  'image/diagnostics-dropped',
  'image/link-target-missing',
  'image/path-too-long',
  'image/too-large',
  'image/too-many-entries',
  'image/unreadable',
  'scan/layer-unreachable',
  'scan/stale-reader',
  'tar/sparse-map',
  'tar/unknown-type',
]);
