import { createHash } from 'node:crypto';
import { distroIn } from '../contents/distro.ts';
import { type FoldResult, foldPackages, type LayerFact, type OwnershipQuestion } from '../image/fold.ts';
import { baseLayersOf, instructionsOf } from '../image/history.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Distro } from '../model/distro.ts';
import { PlimsollError } from '../model/error.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Layer, Origin } from '../model/layer.ts';
import { type Cataloger, type Located, type Reader, type ReaderKey, readerKeyOf } from '../model/reader.ts';
import type { InventoryStore } from '../ports/fact-store.ts';
import type { ExtractedFile } from '../ports/layer-reader.ts';
import { mapLimited } from '../util/map-limited.ts';
import { type LayerFacts, layerFactsOf } from './layer-facts.ts';
import { type ReadLayer, type ReadLayersPorts, readLayers } from './read-layers.ts';
import { assembledFiles, companionAssemblies, linkAssemblies, type Place, placesByLayer } from './revisit.ts';
import type { Subject, SubjectLayer } from './subject.ts';

/** Raised when the same facts fold into another inventory. */
const FOLD_VERSION = 1;

export interface CatalogPorts extends ReadLayersPorts {
  readonly inventories: InventoryStore;
}

/** What reads the layers: all readers, and among them those that tell packages and the distribution. */
export interface Contents {
  readonly readers: readonly Reader<unknown>[];
  readonly catalogers: readonly Cataloger<unknown>[];
  readonly osRelease: Reader<Distro>;
}

/** What is in an image: from the cache by its manifest digest, else from its layers. */
export async function catalog(
  subject: Subject,
  contents: Contents,
  ports: CatalogPorts,
  signal: AbortSignal,
): Promise<Inventory> {
  const key = subject.source.manifest === undefined ? undefined : inventoryKey([subject.source.manifest], contents);
  const cached = key && (await ports.inventories.get(key));
  if (cached)
    return { ...cached, source: subject.source, diagnostics: [...cached.diagnostics, ...subject.diagnostics] };
  const { layers, written } = await readLayers(subject, contents.readers, ports, signal);
  const inventory = await inventoryOf(subject, layers, contents, ports, signal);
  await written;
  if (key !== undefined && inventory.complete) await ports.inventories.put(key, inventory);
  return { ...inventory, diagnostics: [...inventory.diagnostics, ...subject.diagnostics] };
}

function inventoryKey(parts: readonly string[], { readers }: Contents): string {
  const keys = readers.map(readerKeyOf).sort();
  return createHash('sha256')
    .update(JSON.stringify([FOLD_VERSION, parts, keys]))
    .digest('hex');
}

/** Folds layers that were read into an inventory; looks a second time at those whose bytes decide something that one pass could not know. */
async function inventoryOf(
  subject: Subject,
  read: readonly (ReadLayer | undefined)[],
  contents: Contents,
  ports: ReadLayersPorts,
  signal: AbortSignal,
): Promise<Inventory> {
  const facts = layerFactsOf(read, contents.readers);
  const first = fold(facts, facts.facts, contents, () => false);
  const revisit = await lookAgain(subject, facts, first.questions, contents, ports, signal);
  const folded = revisit === undefined ? first : fold(facts, revisit.facts, contents, revisit.isUnchanged);
  const diagnostics = sorted([...facts.diagnostics, ...folded.diagnostics, ...(revisit?.diagnostics ?? [])]);
  const layers = layersOf(subject, read, diagnostics);
  return {
    source: subject.source,
    layers,
    distros: distrosOf(facts, revisit?.facts ?? facts.facts, contents),
    config: subject.config,
    packages: folded.packages,
    findings: [],
    complete: layers.every((layer) => layer.state.kind === 'read'),
    readers: versionsOf(contents),
    diagnostics,
  };
}

/** What is in a directory: the same readers over one layer that is never cached. A selected symlink is not followed. */
export async function catalogTree(
  root: string,
  contents: Contents,
  ports: ReadLayersPorts,
  signal: AbortSignal,
): Promise<Inventory> {
  const result = await ports.layers.walk(root, contents.readers.map(readerKeyOf), signal);
  const facts = layerFactsOf([{ diffId: result.diffId, stored: result }], contents.readers);
  const folded = fold(facts, facts.facts, contents, () => false);
  const diagnostics = sorted([...facts.diagnostics, ...folded.diagnostics]).map(
    ({ layer: _, ...diagnostic }) => diagnostic,
  );
  return {
    source: { kind: 'tree', root },
    layers: [],
    distros: distrosOf(facts, facts.facts, contents),
    packages: folded.packages.map(({ introduced: _, ...pkg }) => ({
      ...pkg,
      locations: pkg.locations.map(({ layer: __, ...location }) => location),
    })),
    findings: [],
    complete: !diagnostics.some(({ code }) => PARTIAL.has(code)),
    readers: versionsOf(contents),
    diagnostics,
  };
}

function versionsOf({ readers }: Contents): Record<string, number> {
  return Object.fromEntries(
    readers.map(({ id, version }) => [id, version] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

type Facts = ReadonlyMap<ReaderKey, readonly LayerFact[]>;

function fold(
  { states }: LayerFacts,
  facts: Facts,
  contents: Contents,
  isUnchanged: (path: string, layer: number) => boolean,
): FoldResult {
  return foldPackages({
    states,
    facts: (reader) => facts.get(readerKeyOf(reader)) ?? [],
    catalogers: contents.catalogers,
    distroIn: (tree) => distroIn(shown(facts, contents, tree), tree),
    isUnchanged,
  });
}

function distrosOf({ states }: LayerFacts, facts: Facts, contents: Contents): Inventory['distros'] {
  const top = states.at(-1);
  const distro = top && distroIn(shown(facts, contents, top), top);
  return distro === undefined ? [] : [{ root: '', distro }];
}

function shown(facts: Facts, { osRelease }: Contents, tree: LayerFacts['states'][number]): Located<Distro>[] {
  const all = (facts.get(readerKeyOf(osRelease)) ?? []) as readonly Located<Distro>[];
  return all
    .filter(({ path, layer }) => tree.shows(path, layer))
    .map((fact) => ({ ...fact, path: tree.resolveParent(fact.path) }));
}

interface Revisit {
  readonly facts: Facts;
  readonly diagnostics: readonly Diagnostic[];
  isUnchanged(path: string, layer: number): boolean;
}

/** Streams each layer that holds wanted files once more, for exactly these. Undefined when nothing is wanted. */
async function lookAgain(
  subject: Subject,
  layers: LayerFacts,
  questions: readonly OwnershipQuestion[],
  contents: Contents,
  ports: ReadLayersPorts,
  signal: AbortSignal,
): Promise<Revisit | undefined> {
  const factsOf = (key: ReaderKey) => layers.facts.get(key) ?? [];
  const links = linkAssemblies(layers.wants, layers.states, factsOf);
  const assemblies = [
    ...links.assemblies,
    ...companionAssemblies(contents.readers, layers.tables, layers.states, factsOf),
  ];
  if (assemblies.length === 0 && questions.length === 0 && links.diagnostics.length === 0) return undefined;

  const places = placesByLayer(assemblies);
  const asked = new Map<number, OwnershipQuestion[]>();
  for (const question of questions) asked.set(question.layer, [...(asked.get(question.layer) ?? []), question]);
  const wanted = [...new Set([...places.keys(), ...asked.keys()])].sort((a, b) => a - b);
  const files = new Map<string, ExtractedFile>();
  const same = new Set<string>();
  await mapLimited(wanted, Math.max(1, ports.layers.parallel), async (index) => {
    const layer = subject.layers[index]!;
    const digests = (asked.get(index) ?? []).map(({ entryPath, algorithm }) => [entryPath, algorithm] as const);
    const extraction = {
      files: [...(places.get(index) ?? [])].sort().map((path) => [path, REVISIT_FILE_BYTES] as const),
      digests,
    };
    const result = await ports.layers.extract(layer.open(signal), extraction, signal);
    checkSame(layer, result.diffId);
    for (const file of result.files) files.set(`${index} ${file.path}`, file);
    const hexes = new Map(result.digests);
    for (const { path, entryPath, hex } of asked.get(index) ?? []) {
      if (hexes.get(entryPath) === hex) same.add(`${index} ${path}`);
    }
  });

  const put = assembledFiles(assemblies, ({ layer, path }: Place) => files.get(`${layer} ${path}`));
  const answer = await ports.layers.assemble(put.files, signal);
  const facts = new Map(layers.facts);
  for (const { file, fact } of answer.facts) {
    const { reader, layer, path, from } = put.made[file]!;
    facts.set(reader, [...(facts.get(reader) ?? []), { layer, path, fact, ...(from !== undefined && { from }) }]);
  }
  const missing = put.missing.map(
    ({ layer, path }): Diagnostic => ({
      code: 'image/link-target-missing',
      severity: 'warning',
      message: 'the bytes that a link names were not found: not scanned',
      layer,
      path,
    }),
  );
  return {
    facts,
    diagnostics: [...links.diagnostics, ...missing, ...answer.diagnostics.map(({ diagnostic }) => diagnostic)],
    isUnchanged: (path, layer) => same.has(`${layer} ${path}`),
  };
}

/** Larger files are not put together from several places. */
const REVISIT_FILE_BYTES = 512 << 20;

/** The second look must see what the first one saw: a registry could answer twice differently. */
function checkSame(layer: SubjectLayer, diffId: string): void {
  if (diffId !== layer.claimedDiffId) {
    throw new PlimsollError(
      'image/diff-id-mismatch',
      `layer ${layer.index} had other bytes when it was read a second time`,
    );
  }
}

function layersOf(
  subject: Subject,
  read: readonly (ReadLayer | undefined)[],
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
    const state: Layer['state'] =
      layer.absent !== undefined
        ? { kind: 'absent', why: layer.absent }
        : bad.length > 0
          ? { kind: 'partial', diagnostics: bad }
          : { kind: 'read' };
    return {
      index,
      ...(layer.descriptor && { blob: layer.descriptor.digest }),
      ...(read[index] && { diffId: read[index].diffId }),
      sizeBytes: layer.sizeBytes,
      origin: origin(index),
      state,
      ...(instruction && { instruction }),
    };
  });
}

/** Diagnostics after which a layer cannot be said to have been read. */
const PARTIAL: ReadonlySet<string> = new Set([
  'contents/reader-failed',
  'image/diagnostics-dropped',
  'image/link-target-missing',
  'image/path-too-long',
  'image/unreadable',
  'tar/sparse-map',
  'tar/unknown-type',
]);

function sorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic) => [String(d.layer ?? -1).padStart(6), d.path ?? '', d.code, d.message].join('\0');
  const unique = new Map(diagnostics.map((diagnostic) => [key(diagnostic), diagnostic]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, diagnostic]) => diagnostic);
}
