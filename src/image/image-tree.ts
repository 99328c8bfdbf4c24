import { limits } from '../formats/bytes/limits.ts';
import type { EntryKind, FileEntry, FileTree } from '../model/file-tree.ts';
import type { FileTable, TableRow } from './file-table.ts';

/** A directory as the layers so far leave it. */
interface Directory {
  /** Where it really is, after symlinks; undefined when a link leads nowhere. */
  readonly canonical: string | undefined;
  /** The lowest layer whose entries below it still show. */
  readonly floor: number;
}

/** A layer's entries under `from` landed under `to`, because `from` was a symlink when it was unpacked. */
interface Alias {
  readonly from: string;
  readonly to: string;
}

/**
 * The merged file system of the first layers of an image, asked lazily: nothing is built up but what is looked up.
 * Layers are applied as the OCI image-spec says (layer.md, "Applying Changesets"): entries replace, whiteouts and opaque
 * directories hide what LOWER layers have, a non-directory hides everything below its path, parents that are symlinks are followed.
 */
export class ImageTree implements FileTree {
  readonly #tables: readonly FileTable[];
  readonly #top: number;
  readonly #aliases: readonly (readonly Alias[])[];
  readonly #directories = new Map<string, Directory>();

  private constructor(tables: readonly FileTable[], aliases: readonly (readonly Alias[])[]) {
    this.#tables = tables;
    this.#top = tables.length - 1;
    this.#aliases = aliases;
  }

  /** One tree per state: after the first layer, after the second, … */
  static statesOf(tables: readonly FileTable[]): ImageTree[] {
    const states: ImageTree[] = [];
    const aliases: (readonly Alias[])[] = [];
    const links = new Set<string>();
    tables.forEach((table, layer) => {
      const below = states[layer - 1];
      aliases.push(aliasesOf(table, links, below));
      for (const row of table.ofKind('symlink')) links.add(table.path(row));
      states.push(new ImageTree(tables.slice(0, layer + 1), aliases.slice()));
    });
    return states;
  }

  /** The empty file system: no layers. */
  static empty(): ImageTree {
    return new ImageTree([], []);
  }

  lookup(path: string): FileEntry | undefined {
    const at = this.resolveParent(path);
    const hit = this.#find(at);
    if (hit === undefined) return undefined;
    const row = this.#tables[hit.layer]!.row(hit.row);
    return { ...row, kind: row.kind as EntryKind, path: at, layer: hit.layer };
  }

  resolve(path: string): string | undefined {
    return this.#resolve(path, 0);
  }

  resolveParent(path: string): string {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return path;
    const parent = this.#directory(path.slice(0, slash), 0).canonical;
    if (parent === undefined) return path;
    return parent === '' ? path.slice(slash + 1) : parent + path.slice(slash);
  }

  /** Which layer's row a path shows, and what that row calls it: its name before symlinks of lower layers were followed. */
  recorded(path: string): { readonly layer: number; readonly row: TableRow } | undefined {
    const hit = this.#find(this.resolveParent(path));
    return hit && { layer: hit.layer, row: this.#tables[hit.layer]!.row(hit.row) };
  }

  /** Whether the entry at `path` of this layer is what the state shows there. */
  shows(path: string, layer: number): boolean {
    return this.#find(this.resolveParent(path))?.layer === layer;
  }

  #resolve(path: string, hops: number): string | undefined {
    if (hops > limits.linkHops) return undefined;
    if (path === '') return '';
    const slash = path.lastIndexOf('/');
    const parent = slash < 0 ? '' : this.#directory(path.slice(0, slash), hops).canonical;
    if (parent === undefined) return undefined;
    const name = path.slice(slash + 1);
    const at = parent === '' ? name : `${parent}/${name}`;
    const hit = this.#find(at);
    if (hit === undefined) return this.#isImpliedDirectory(at) ? at : undefined;
    const table = this.#tables[hit.layer]!;
    if (table.kind(hit.row) !== 'symlink') return at;
    return this.#resolve(linkTarget(parent, table.linkTarget(hit.row) ?? ''), hops + 1);
  }

  /** The topmost visible entry at a path whose parents are canonical. */
  #find(path: string): { layer: number; row: number } | undefined {
    const slash = path.lastIndexOf('/');
    const floor = slash < 0 ? 0 : this.#directory(path.slice(0, slash), 0).floor;
    for (let layer = this.#top; layer >= floor; layer--) {
      const table = this.#tables[layer]!;
      for (const name of this.#namesIn(layer, path)) {
        const row = table.find(name);
        if (row >= 0) return { layer, row };
        if (table.isWhiteout(name)) return undefined;
      }
    }
    return undefined;
  }

  /** What a layer calls a canonical path: so, or by a name that led there through symlinks of lower layers. */
  #namesIn(layer: number, path: string): readonly string[] {
    const aliases = this.#aliases[layer]!;
    if (aliases.length === 0) return [path];
    const names = [path];
    for (const { from, to } of aliases) {
      if (to === '') names.push(`${from}/${path}`);
      else if (path.startsWith(to) && path[to.length] === '/') names.push(from + path.slice(to.length));
    }
    return names;
  }

  #directory(path: string, hops: number): Directory {
    const known = this.#directories.get(path);
    if (known !== undefined) return known;
    const made = this.#makeDirectory(path, hops);
    this.#directories.set(path, made);
    return made;
  }

  #makeDirectory(path: string, hops: number): Directory {
    if (path === '') return { canonical: '', floor: this.#floorOf('', 0) };
    if (hops > limits.linkHops) return NOWHERE;
    const slash = path.lastIndexOf('/');
    const parent: Directory = this.#directory(slash < 0 ? '' : path.slice(0, slash), hops);
    if (parent.canonical === undefined) return NOWHERE;
    const name = path.slice(slash + 1);
    const at = parent.canonical === '' ? name : `${parent.canonical}/${name}`;
    if (at !== path) return this.#directory(at, hops + 1);
    const hit = this.#find(at);
    if (hit !== undefined && this.#tables[hit.layer]!.kind(hit.row) === 'symlink') {
      const target = this.#resolve(
        linkTarget(parent.canonical, this.#tables[hit.layer]!.linkTarget(hit.row) ?? ''),
        hops + 1,
      );
      return target === undefined ? NOWHERE : this.#directory(target, hops + 1);
    }
    return { canonical: at, floor: this.#floorOf(at, parent.floor) };
  }

  /** How far down the entries below this directory show: to the layer that hid, replaced or cleared it. */
  #floorOf(path: string, parentFloor: number): number {
    for (let layer = this.#top; layer >= parentFloor; layer--) {
      const table = this.#tables[layer]!;
      for (const name of this.#namesIn(layer, path)) {
        if (table.isOpaque(name) || table.isWhiteout(name)) return layer;
        const row = path === '' ? -1 : table.find(name);
        if (row >= 0 && table.kind(row) !== 'directory') return layer + 1;
      }
    }
    return parentFloor;
  }

  /** A directory that no layer names, but that entries below it imply. */
  #isImpliedDirectory(path: string): boolean {
    return this.#tables.some((table) => table.impliesDirectory(path));
  }
}

const NOWHERE: Directory = { canonical: undefined, floor: 0 };

/** Where a symlink in `directory` points, canonical but with its own links unresolved. `..` is lexical: the directory is canonical. */
function linkTarget(directory: string, target: string): string {
  const parts = target.startsWith('/') || directory === '' ? [] : directory.split('/');
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
    if (parts.length > limits.pathDepth) return '';
  }
  return parts.join('/');
}

/** Symlinks of lower layers through which this layer wrote: it has entries below them and does not replace them by a directory. */
function aliasesOf(table: FileTable, links: ReadonlySet<string>, below: ImageTree | undefined): Alias[] {
  const aliases: Alias[] = [];
  if (below === undefined) return aliases;
  for (const from of links) {
    if (!table.impliesDirectory(from)) continue;
    const row = table.find(from);
    if (row >= 0 && table.kind(row) !== 'symlink') continue;
    const to = below.resolve(from);
    if (to !== undefined && to !== from) aliases.push({ from, to });
  }
  return aliases.sort((a, b) => b.to.length - a.to.length || (a.from < b.from ? -1 : 1));
}
