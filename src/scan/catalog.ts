import { createHash } from 'node:crypto';
import { distroIn } from '../contents/distro.ts';
import { type FoldResult, foldPackages } from '../image/fold.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Distro } from '../model/distro.ts';
import type { Inventory } from '../model/inventory.ts';
import { type Cataloger, type Located, type Reader, readerKeyOf } from '../model/reader.ts';
import type { InventoryStore } from '../ports/fact-store.ts';
import { blindSpots } from './blind-spots.ts';
import { forKeeping, restored } from './kept-inventory.ts';
import { type Facts, type LayerFacts, layerFactsOf } from './layer-facts.ts';
import { layersOf, PARTIAL } from './layer-states.ts';
import { type ReadLayers, type ReadLayersPorts, readLayers } from './read-layers.ts';
import { lookAgain } from './second-look.ts';
import type { Subject, UnreadSubject } from './subject.ts';

/** Raised when the same facts fold into another inventory. */
const FOLD_VERSION = 2;

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
  if (cached) return restored(cached, subject);
  const read = await readLayers(subject, contents.readers, ports, signal);
  const inventory = await inventoryOf(subject, read, contents, ports, signal);
  await read.written;
  if (key !== undefined && inventory.complete) await ports.inventories.put(key, forKeeping(inventory));
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
  read: ReadLayers,
  contents: Contents,
  ports: ReadLayersPorts,
  signal: AbortSignal,
): Promise<Inventory> {
  const facts = layerFactsOf(read.layers, contents.readers);
  const first = fold(facts, facts.facts, contents, () => false);
  const revisit = await lookAgain(subject, facts, first.questions, contents.readers, ports, signal);
  const folded = revisit === undefined ? first : fold(facts, revisit.facts, contents, revisit.isUnchanged);
  const diagnostics = sorted([
    ...facts.diagnostics,
    ...folded.diagnostics,
    ...(revisit?.diagnostics ?? []),
    ...read.diagnostics,
    ...blindSpots(facts, folded.packages, (tree) => distroIn(shown(facts.facts, contents, tree), tree)),
  ]);
  const layers = layersOf(subject, read.layers, diagnostics);
  return {
    source: subject.source,
    layers,
    distros: distrosOf(facts, revisit?.facts ?? facts.facts, contents),
    config: subject.config,
    packages: folded.packages,
    findings: [],
    complete: layers.every((layer) => layer.state.kind === 'read') && read.diagnostics.length === 0,
    readers: versionsOf(contents),
    diagnostics,
  };
}

/** What can be said of an image that could not be opened. */
export function unreadInventory({ source, unread }: UnreadSubject): Inventory {
  return {
    source,
    layers: [],
    distros: [],
    packages: [],
    findings: [],
    complete: false,
    readers: {},
    diagnostics: [unread],
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
  const facts = layerFactsOf([{ stored: result }], contents.readers);
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
  return all.flatMap((fact) => {
    const path = tree.shownAt(fact.path, fact.layer);
    return path === undefined ? [] : [{ ...fact, path }];
  });
}

function sorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic) => [String(d.layer ?? -1).padStart(6), d.path ?? '', d.code, d.message].join('\0');
  const unique = new Map(diagnostics.map((diagnostic) => [key(diagnostic), diagnostic]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, diagnostic]) => diagnostic);
}
