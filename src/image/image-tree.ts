import { limits } from '../formats/bytes/limits.ts';
import type { EntryKind, FileEntry, FileTree } from '../model/file-tree.ts';
import type { FileTable, TableRow } from './file-table.ts';

/** A directory as the layers so far leave it. */
interface Directory {
  /** Where it really is, after symlinks; undefined when a link leads nowhere. */
  readonly canonical: string | undefined;
  /** The lowest layer whose entries below it still show. */
  readonly floor: number;
  /** The row of that layer from which on they do. */
  readonly floorRow: number;
}

/** A layer's entries under `from`, from the row `since` on, landed under `to`, because `from` was a symlink when they were unpacked. */
interface Alias {
  readonly from: string;
  readonly to: string;
  readonly since: number;
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
  /** The states up to this one. */
  readonly #states: readonly ImageTree[];
  readonly #directories = new Map<string, Directory>();

  private constructor(
    tables: readonly FileTable[],
    aliases: readonly (readonly Alias[])[],
    states: readonly ImageTree[],
  ) {
    this.#tables = tables;
    this.#top = tables.length - 1;
    this.#aliases = aliases;
    this.#states = states;
  }

  /** One tree per state: after the first layer, after the second, … */
  static statesOf(tables: readonly FileTable[]): ImageTree[] {
    const states: ImageTree[] = [];
    const aliases: (readonly Alias[])[] = [];
    const links = new Set<string>();
    tables.forEach((table, layer) => {
      for (const row of table.ofKind('symlink')) links.add(table.path(row));
      const present = tables.slice(0, layer + 1);
      const unlinked = new ImageTree(present, [...aliases, []], states);
      aliases.push(aliasesOf(table, links, states[layer - 1], unlinked));
      states.push(aliases[layer]!.length === 0 ? unlinked : new ImageTree(present, aliases.slice(), states));
    });
    return states;
  }

  /** The empty file system: no layers. */
  static empty(): ImageTree {
    return new ImageTree([], [], []);
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

  /** Whether the entry that this layer calls `path` is what the state shows at the place where it was unpacked. */
  shows(path: string, layer: number): boolean {
    return this.shownAt(path, layer) !== undefined;
  }

  /** The place of the entry that this layer calls `path`; undefined when later layers hide it. */
  shownAt(path: string, layer: number): string | undefined {
    if (this.#isAt(path, path, layer)) return path;
    // The layer wrote it through a symlink, which later layers may have turned elsewhere.
    const place = this.#states[layer]?.resolveParent(path) ?? path;
    return place !== path && this.#isAt(place, path, layer) ? place : undefined;
  }

  #isAt(place: string, name: string, layer: number): boolean {
    if (this.resolveParent(place) !== place) return false;
    const hit = this.#find(place);
    return hit?.layer === layer && this.#tables[layer]!.path(hit.row) === name;
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
    const { floor, floorRow } = this.#directory(path.slice(0, Math.max(path.lastIndexOf('/'), 0)), 0);
    for (let layer = this.#top; layer >= floor; layer--) {
      const row = this.#rowIn(layer, path, layer === floor ? floorRow : 0);
      if (row >= 0) return { layer, row };
      if (this.#isHiddenBy(layer, path)) return undefined;
    }
    return undefined;
  }

  /** The last row of a layer, from `least` on, that landed at this path; -1 when there is none. */
  #rowIn(layer: number, path: string, least: number): number {
    const table = this.#tables[layer]!;
    const own = table.find(path);
    // What the layer wrote below a link of its own or of lower layers did not land here.
    const isElsewhere = this.#aliases[layer]!.some(({ from, since }) => own >= since && path.startsWith(`${from}/`));
    let last = own < least || isElsewhere ? -1 : own;
    for (const [name, since] of this.#aliasesIn(layer, path)) {
      const row = table.find(name);
      if (row >= least && row >= since && row > last) last = row;
    }
    return last;
  }

  /** Whether the layer has a whiteout for this path. */
  #isHiddenBy(layer: number, path: string): boolean {
    const table = this.#tables[layer]!;
    return table.isWhiteout(path) || this.#aliasesIn(layer, path).some(([name]) => table.isWhiteout(name));
  }

  /** What else a layer calls a canonical path, and from which row on: names that led there through symlinks. */
  #aliasesIn(layer: number, path: string): readonly (readonly [name: string, since: number])[] {
    const aliases = this.#aliases[layer]!;
    if (aliases.length === 0) return NONE;
    const names: (readonly [string, number])[] = [];
    for (const { from, to, since } of aliases) {
      if (to === '') names.push([`${from}/${path}`, since]);
      else if (path.startsWith(to) && path[to.length] === '/') names.push([from + path.slice(to.length), since]);
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
    if (path === '') return { canonical: '', ...this.#floorOf('', BOTTOM) };
    if (hops > limits.linkHops) return NOWHERE;
    const slash = path.lastIndexOf('/');
    const parent: Directory = this.#directory(slash < 0 ? '' : path.slice(0, slash), hops);
    if (parent.canonical === undefined) return parent;
    const name = path.slice(slash + 1);
    const at = parent.canonical === '' ? name : `${parent.canonical}/${name}`;
    if (at !== path) return this.#directory(at, hops + 1);
    const hit = this.#find(at);
    if (hit !== undefined && this.#tables[hit.layer]!.kind(hit.row) === 'symlink') {
      const target = this.#resolve(
        linkTarget(parent.canonical, this.#tables[hit.layer]!.linkTarget(hit.row) ?? ''),
        hops + 1,
      );
      if (target !== undefined) return this.#directory(target, hops + 1);
      // Below a link to nowhere shows only what came after it: engines differ whether they make its target then or give up.
      return { canonical: undefined, floor: hit.layer, floorRow: hit.row };
    }
    return { canonical: at, ...this.#floorOf(at, parent) };
  }

  /** How far down the entries below this directory show: to the layer, and to the row in it, that hid, replaced or cleared it. */
  #floorOf(path: string, parent: Floor): Floor {
    for (let layer = this.#top; layer >= parent.floor; layer--) {
      const least = layer === parent.floor ? parent.floorRow : 0;
      const table = this.#tables[layer]!;
      const row = path === '' ? -1 : this.#rowIn(layer, path, least);
      // What the same layer has below it was written through it, if it is a link, and landed elsewhere.
      if (row >= 0 && table.kind(row) !== 'directory') return { floor: layer + 1, floorRow: 0 };
      const cleared = path === '' ? -1 : table.replacedAt(path);
      if (cleared >= least) return { floor: layer, floorRow: cleared };
      const isCleared = table.isOpaque(path) || this.#aliasesIn(layer, path).some(([name]) => table.isOpaque(name));
      if (isCleared || this.#isHiddenBy(layer, path)) return { floor: layer, floorRow: least };
    }
    return { floor: parent.floor, floorRow: parent.floorRow };
  }

  /** A directory that no layer names, but that entries below it imply and no later layer hides. Markers imply it too: engines make their parents. */
  #isImpliedDirectory(path: string): boolean {
    for (let layer = this.#top; layer >= 0; layer--) {
      const table = this.#tables[layer]!;
      const implies = (name: string) => table.impliesDirectory(name) || table.isOpaque(name);
      if (implies(path) || this.#aliasesIn(layer, path).some(([name]) => implies(name)))
        return layer >= this.#directory(path, 0).floor;
    }
    return false;
  }
}

const NONE: readonly never[] = [];

type Floor = Pick<Directory, 'floor' | 'floorRow'>;

const BOTTOM: Floor = { floor: 0, floorRow: 0 };
const NOWHERE: Directory = { canonical: undefined, ...BOTTOM };

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

/**
 * Symlinks through which this layer wrote: it has entries below them, and when these were unpacked the link was still, or already, there.
 * `unlinked` is the state after this layer as if it had written through none.
 */
function aliasesOf(
  table: FileTable,
  links: ReadonlySet<string>,
  below: ImageTree | undefined,
  unlinked: ImageTree,
): Alias[] {
  const aliases: Alias[] = [];
  for (const from of links) {
    if (!table.impliesDirectory(from)) continue;
    const own = table.find(from);
    if (unlinked.lookup(from)?.kind !== 'symlink') continue;
    const to = (own < 0 ? below?.resolve(from) : undefined) ?? unlinked.resolve(from);
    if (to !== undefined && to !== from) aliases.push({ from, to, since: Math.max(own, 0) });
  }
  return aliases.sort((a, b) => b.to.length - a.to.length || (a.from < b.from ? -1 : 1));
}
