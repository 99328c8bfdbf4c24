import type { Diagnostic } from '../model/diagnostic.ts';
import { algorithmOf, type Digest, parseDigest } from '../model/digest.ts';
import { PlimsollError } from '../model/error.ts';
import { type Reader, type ReaderKey, readerKeyOf } from '../model/reader.ts';
import type { LayerFactStore, StoredLayer } from '../ports/fact-store.ts';
import type { LayerDigests, LayerReaders, LayerResult } from '../ports/layer-reader.ts';
import type { Progress } from '../ports/progress.ts';
import type { Trace } from '../ports/trace.ts';
import { mapLimited } from '../util/map-limited.ts';
import { EMPTY_LAYER, overLimits } from './layer-limits.ts';
import type { Subject, SubjectLayer } from './subject.ts';
import { isMissing, isOutOfReach, unreachable, withOldFacts } from './unreachable-layer.ts';

/** A layer with everything that the readers found in it. */
export interface ReadLayer {
  /** As computed; absent when the layer was not unpacked to its end. */
  readonly diffId?: Digest;
  readonly stored: StoredLayer;
}

/** A layer that is in the image but whose bytes are not to be had, and why. */
export interface UnreachableLayer {
  readonly unreachable: Diagnostic;
}

export type LayerReading = ReadLayer | UnreachableLayer;

export interface ReadLayersPorts {
  readonly store: LayerFactStore;
  readonly layers: LayerReaders;
  readonly progress: Progress;
  readonly trace: Trace;
  /** Told when a core is free while layers are still being read: other work can be done now. */
  spareCore?(): void;
}

export interface ReadLayers {
  /** By position; undefined is a layer that the manifest alone says is absent. */
  readonly layers: readonly (LayerReading | undefined)[];
  /** Of the layers together. */
  readonly diagnostics: readonly Diagnostic[];
  /** Settled when all that was learned is in the cache. */
  readonly written: Promise<unknown>;
}

/**
 * Facts of every layer, from the cache where all readers' facts are there, else by streaming the layer through the readers that
 * are missing. A layer that hits a limit is read as far as that goes and carries the diagnostic.
 * Throws `image/digest-mismatch`, `image/diff-id-mismatch`, what the source throws, and when not one layer can be had.
 */
export async function readLayers(
  subject: Subject,
  readers: readonly Reader<unknown>[],
  ports: ReadLayersPorts,
  signal: AbortSignal,
): Promise<ReadLayers> {
  const present = subject.layers.filter((layer) => layer.absent === undefined);
  const totalBytes = present.reduce((sum, layer) => sum + layer.sizeBytes, 0);
  const state = { doneBytes: 0, totalBytes, layersDone: 0, layers: present.length, layersKnown: 0 };
  const report = (change: Partial<typeof state>) => {
    Object.assign(state, change);
    ports.progress.update(state);
  };
  const written: Promise<void>[] = [];
  const abort = new AbortController();
  const either = AbortSignal.any([signal, abort.signal]);
  // The largest first: so the cores end together. Layers of the same bytes are read once.
  const order = [...present].sort((a, b) => b.sizeBytes - a.sizeBytes || a.index - b.index);
  const unique = [...new Map(order.map((layer) => [keyOf(layer), layer])).values()];
  const results = new Map<string, LayerReading>();
  const causes: unknown[] = [];
  await mapLimited(
    unique,
    Math.max(ports.layers.parallel, 1),
    async (layer) => {
      let seen = 0;
      const counted = {
        ...layer,
        open: (s: AbortSignal) => {
          // A pass that is made again starts anew.
          report({ doneBytes: state.doneBytes - seen });
          seen = 0;
          return counting(layer.open(s), layer, (bytes) => {
            seen += bytes;
            report({ doneBytes: state.doneBytes + bytes });
          });
        },
      };
      try {
        const known = () => report({ layersKnown: state.layersKnown + 1 });
        const over = overLimits(storedOf(results.values()));
        results.set(
          keyOf(layer),
          over === undefined
            ? await readLayer(counted, readers, ports, either, written, known)
            : { stored: { ...EMPTY_LAYER, diagnostics: [{ reader: '', diagnostic: over }] } },
        );
      } catch (cause) {
        if (!isMissing(cause)) {
          abort.abort();
          throw ofLayer(cause, layer);
        }
        causes.push(cause);
        results.set(keyOf(layer), { unreachable: unreachable(cause) });
      }
      report({ layersDone: state.layersDone + 1 });
    },
    () => ports.spareCore?.(),
  );
  if (unique.length > 0 && causes.length === unique.length) throw causes[0];
  const layers = subject.layers.map((layer) => {
    const reading = results.get(keyOf(layer));
    if (reading !== undefined && 'stored' in reading && reading.diffId !== undefined) checkClaim(layer, reading.diffId);
    return reading;
  });
  // A layer that hit the limit alone says so itself.
  const isCut = [...storedOf(layers)].some(({ diagnostics }) =>
    diagnostics.some(({ diagnostic }) => /^image\/too-/.test(diagnostic.code)),
  );
  const over = isCut ? undefined : overLimits(storedOf(layers));
  return { layers, diagnostics: over === undefined ? [] : [over], written: Promise.all(written) };
}

function* storedOf(readings: Iterable<LayerReading | undefined>): Iterable<StoredLayer> {
  for (const reading of readings) if (reading !== undefined && 'stored' in reading) yield reading.stored;
}

function keyOf(layer: SubjectLayer): string {
  return layer.descriptor?.digest ?? `#${layer.index}`;
}

async function readLayer(
  layer: SubjectLayer,
  readers: readonly Reader<unknown>[],
  { store, layers, trace }: ReadLayersPorts,
  signal: AbortSignal,
  written: Promise<void>[],
  known: () => void,
): Promise<ReadLayer> {
  const blob = layer.descriptor?.digest;
  // What a configuration claims is only a hint where to look: the bytes are hashed before it counts.
  const hint = blob === undefined ? parseDigest(layer.claimedDiffId) : await store.diffIdOf(blob);
  const stored = hint && (await store.get(hint));
  const missing = readers.map(readerKeyOf).filter((key) => !stored?.facts.some((facts) => facts.reader === key));
  if (hint !== undefined && stored !== undefined && missing.length === 0) {
    known();
    if (blob !== undefined) return { diffId: hint, stored };
    trace.add('blobs');
    const digests = await layers.hash(layer.open, signal);
    if (digests.diffId === undefined) throw asError(digests.cut!);
    checkClaim(layer, digests.diffId);
    return { diffId: digests.diffId, stored };
  }
  trace.add('blobs');
  let result: LayerResult;
  try {
    result = await layers.read(layer.open, missing, signal);
  } catch (cause) {
    // The bytes of a layer that is known are out of reach: what older versions of the readers found is better than nothing.
    if (hint === undefined || stored === undefined || !isOutOfReach(cause)) throw cause;
    return { diffId: hint, stored: withOldFacts(stored, missing, cause) };
  }
  checkBlob(layer, result);
  if (result.diffId === undefined) return cutLayer(layer, result);
  checkClaim(layer, result.diffId);
  const merged = merge(hint === result.diffId ? stored : undefined, result);
  // Nobody waits for the cache but the end of the scan.
  if (result.givenUp === 0) {
    written.push(store.put(result.diffId, merged));
    if (blob !== undefined) written.push(store.rememberBlob(blob, result.diffId));
  }
  return { diffId: result.diffId, stored: merged };
}

/** A layer that is what the manifest names, but was not read to its end. Without a digest to hold it to, it is nothing to go by. */
function cutLayer(layer: SubjectLayer, result: LayerResult): ReadLayer {
  const cut = result.cut!;
  if (layer.descriptor === undefined) throw asError(cut);
  const stored = merge(undefined, result);
  return { stored: { ...stored, diagnostics: [...stored.diagnostics, { reader: '', diagnostic: cut }] } };
}

function asError(cut: Diagnostic): PlimsollError {
  return new PlimsollError(cut.code, cut.message);
}

/** What the bytes of a layer cause says which layer it was and what can be done. */
function ofLayer(cause: unknown, { index }: SubjectLayer): unknown {
  if (!(cause instanceof PlimsollError) || !cause.code.startsWith('image/') || cause.message.startsWith('layer '))
    return cause;
  const help = cause.help.length > 0 ? cause.help : ['the image is damaged or was tampered with: fetch it again'];
  return new PlimsollError(cause.code, `layer ${index}: ${cause.message}`, { cause, help });
}

/** Fresh facts replace those of older versions of the same readers; what other readers found stays. */
function merge(old: StoredLayer | undefined, result: LayerResult): StoredLayer {
  const { unpackedBytes, entries, table, facts, wants, diagnostics } = result;
  if (old === undefined) return { unpackedBytes, entries, table, facts, wants, diagnostics };
  const fresh = new Set(facts.map(({ reader }) => idOf(reader)));
  const stays = ({ reader }: { readonly reader: ReaderKey | '' }) => reader !== '' && !fresh.has(idOf(reader));
  return {
    unpackedBytes,
    entries,
    table,
    facts: [...old.facts.filter(stays), ...facts],
    wants: [...old.wants.filter(stays), ...wants],
    diagnostics: [...old.diagnostics.filter(stays), ...diagnostics],
  };
}

function idOf(key: string): string {
  return key.slice(0, key.lastIndexOf('@'));
}

async function* counting(
  chunks: AsyncIterable<Uint8Array>,
  layer: SubjectLayer,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of chunks) {
    seen += chunk.length;
    if (seen > layer.sizeBytes) throw wrongBlob(layer, `is longer than ${layer.sizeBytes} bytes`);
    count(chunk.length);
    yield chunk;
  }
}

function checkBlob(layer: SubjectLayer, digests: LayerDigests): void {
  if (digests.blobBytes !== layer.sizeBytes)
    throw wrongBlob(layer, `has ${digests.blobBytes} bytes, not ${layer.sizeBytes}`);
  const want = layer.descriptor?.digest;
  if (want === undefined) return;
  if (algorithmOf(want) !== 'sha256')
    throw new PlimsollError(
      'image/unsupported-digest',
      `layer ${layer.index} is named by ${algorithmOf(want)}, which is not read yet`,
    );
  if (digests.blob !== want) throw wrongBlob(layer, `has the digest ${digests.blob}, not ${want}`);
}

function checkClaim(layer: SubjectLayer, diffId: Digest): void {
  if (layer.claimedDiffId === diffId) return;
  throw new PlimsollError(
    'image/diff-id-mismatch',
    `layer ${layer.index} unpacks to ${diffId}, but the configuration claims ${layer.claimedDiffId}`,
    {
      help: ['the image is damaged or was tampered with: do not run it'],
    },
  );
}

function wrongBlob(layer: SubjectLayer, what: string): PlimsollError {
  return new PlimsollError('image/digest-mismatch', `layer ${layer.index} ${what}`, {
    help: ['the image is damaged or was tampered with: fetch it again'],
  });
}
