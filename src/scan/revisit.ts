import { limits } from '../formats/bytes/limits.ts';
import type { FileTable } from '../image/file-table.ts';
import type { LayerFact } from '../image/fold.ts';
import type { ImageTree } from '../image/image-tree.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Reader, type ReaderKey, readerKeyOf } from '../model/reader.ts';
import type { AssembledFile, ExtractedFile, Want } from '../ports/layer-reader.ts';

/** A file that a reader selected in one layer and whose bytes, or a companion's, another place holds. */
export interface Assembly {
  readonly reader: ReaderKey;
  /** The row that the fact will belong to. */
  readonly layer: number;
  readonly path: string;
  /** The state from which on it holds, when it took bytes of a later layer. */
  readonly from?: number;
  readonly main: Place;
  readonly companions: readonly { readonly name: string; readonly place: Place }[];
}

/** A file of one layer, as that layer calls it. */
export interface Place {
  readonly layer: number;
  readonly path: string;
}

/** Where the bytes of a path are in a state: hard links are followed to the file, symlinks when `symlink` is set. */
function placeOf(tree: ImageTree, path: string, hops = 0): Place | undefined {
  const resolved = tree.resolve(path);
  const found = resolved === undefined ? undefined : tree.recorded(resolved);
  if (found === undefined || hops > limits.linkHops) return undefined;
  if (found.row.kind === 'hardlink') return placeOf(tree, found.row.linkTarget ?? '', hops + 1);
  return found.row.kind === 'file' ? { layer: found.layer, path: found.row.path } : undefined;
}

/** Links that readers selected. A symlink to a file that the reader has read under its own name is not read again. */
export function linkAssemblies(
  wants: readonly (readonly Want[])[],
  states: readonly ImageTree[],
  facts: (reader: ReaderKey) => readonly LayerFact[],
): { assemblies: Assembly[]; diagnostics: Diagnostic[] } {
  const assemblies: Assembly[] = [];
  const diagnostics: Diagnostic[] = [];
  const top = states.length - 1;
  const known = new Map<ReaderKey, Set<string>>();
  wants.forEach((ofLayer, layer) => {
    for (const { reader, path, target, symlink } of ofLayer) {
      if (!states[top]!.shows(path, layer)) continue;
      const main = placeOf(symlink ? states[top]! : states[layer]!, symlink ? path : target);
      if (main === undefined) {
        if (symlink) continue;
        const message = 'a hard link leads to no file: not scanned';
        diagnostics.push({ code: 'image/link-target-missing', severity: 'warning', message, layer, path });
        continue;
      }
      const read = known.get(reader) ?? new Set(facts(reader).map((fact) => `${fact.layer} ${fact.path}`));
      known.set(reader, read);
      if (symlink && read.has(`${main.layer} ${main.path}`)) continue;
      assemblies.push({ reader, layer, path, main, companions: [] });
    }
  });
  return { assemblies, diagnostics };
}

/** Files whose companions lie in, or were taken away by, a later layer than their own. */
export function companionAssemblies(
  readers: readonly Reader<unknown>[],
  tables: readonly FileTable[],
  states: readonly ImageTree[],
  facts: (reader: ReaderKey) => readonly LayerFact[],
): Assembly[] {
  const assemblies: Assembly[] = [];
  for (const reader of readers) {
    const names = [...new Set(reader.selects.flatMap((selector) => selector.companions ?? []))];
    if (names.length === 0) continue;
    const key = readerKeyOf(reader);
    for (const { layer, path } of facts(key)) {
      const directory = path.slice(0, path.lastIndexOf('/') + 1);
      const own = names
        .filter((name) => tables[layer]!.find(directory + name) >= 0)
        .map((name) => ({ name, place: { layer, path: directory + name } }));
      let before = JSON.stringify(own);
      for (let state = layer + 1; state < states.length && states[state]!.shows(path, layer); state++) {
        const companions = names.flatMap((name) => {
          const place = placeOf(states[state]!, directory + name);
          return place === undefined ? [] : [{ name, place }];
        });
        const now = JSON.stringify(companions);
        if (now !== before)
          assemblies.push({ reader: key, layer, path, from: state, main: { layer, path }, companions });
        before = now;
      }
    }
  }
  return assemblies;
}

/** The places to take files from, by layer. */
export function placesByLayer(assemblies: readonly Assembly[]): Map<number, Set<string>> {
  const places = new Map<number, Set<string>>();
  const add = ({ layer, path }: Place) => {
    const paths = places.get(layer) ?? new Set();
    places.set(layer, paths.add(path));
  };
  for (const { main, companions } of assemblies) {
    add(main);
    for (const { place } of companions) add(place);
  }
  return places;
}

/** Puts the extracted bytes together. What is missing was not there on the second look. */
export function assembledFiles(
  assemblies: readonly Assembly[],
  extracted: (place: Place) => ExtractedFile | undefined,
): { files: AssembledFile[]; made: Assembly[]; missing: Assembly[] } {
  const files: AssembledFile[] = [];
  const made: Assembly[] = [];
  const missing: Assembly[] = [];
  for (const assembly of assemblies) {
    const main = extracted(assembly.main);
    if (main === undefined) {
      missing.push(assembly);
      continue;
    }
    const companions = assembly.companions.flatMap(({ name, place }) => {
      const file = extracted(place);
      return file === undefined ? [] : [[name, file.bytes] as const];
    });
    const { mode, sizeBytes, bytes } = main;
    files.push({ reader: assembly.reader, path: assembly.path, mode, sizeBytes, bytes, companions });
    made.push(assembly);
  }
  return { files, made, missing };
}
