import { PlimsollError } from '../model/error.ts';
import type { EntryKind } from '../model/file-tree.ts';
import { hashPath } from './path-hash.ts';

/** What a row of a layer says: an entry, or that something below vanishes (OCI image-spec, layer.md#whiteouts). */
export type RowKind = EntryKind | 'whiteout' | 'opaque';

export const ROW_KINDS: readonly RowKind[] = [
  'file',
  'directory',
  'symlink',
  'hardlink',
  'character-device',
  'block-device',
  'fifo',
  'whiteout',
  'opaque',
];

const WHITEOUT = ROW_KINDS.indexOf('whiteout');

export const TABLE_MAGIC = 0x31544c50;
export const PATHS_PER_BLOCK = 16;
export const HEAD_BYTES = 44;

/** One tar entry. A whiteout's path is what it hides; an opaque row's path is the directory. */
export interface TableRow {
  readonly path: string;
  readonly kind: RowKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  /** As written for symbolic links, canonical for hard links. */
  readonly linkTarget?: string;
  /** `security.capability`, hex. */
  readonly capability?: string;
}

/** The rows of one layer, looked up by path. Reads the encoding of `FileTableBuilder` in place. */
export class FileTable {
  readonly rows: number;
  readonly #modes: Uint16Array;
  readonly #owners: Uint16Array;
  readonly #sizes: Uint32Array;
  readonly #hashes: Uint32Array;
  readonly #blocks: Uint32Array;
  readonly #paths: Buffer;
  readonly #palette: readonly (readonly number[])[];
  readonly #links: ReadonlyMap<number, string>;
  readonly #capabilities: ReadonlyMap<number, string>;
  readonly #largeSizes: ReadonlyMap<number, number>;
  readonly #directories: Uint32Array;
  #entries: Int32Array | undefined;
  #whiteouts: Int32Array | undefined;
  #opaques: Int32Array | undefined;
  /** Rows of what was no directory and that a later row of the same path replaced by one. */
  readonly #replaced = new Map<string, number>();

  /** Throws `cache/corrupt` when the bytes are no table. */
  constructor(bytes: Uint8Array) {
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    if (aligned.length < HEAD_BYTES) throw corrupt();
    const head = new Uint32Array(aligned.buffer, aligned.byteOffset, HEAD_BYTES / 4);
    const [magic, rows, modes, owners, sizes, hashes, blocks, directories, paths, pathBytes, extras] =
      head as unknown as number[];
    if (
      magic !== TABLE_MAGIC ||
      HEAD_BYTES + modes! + owners! + sizes! + hashes! + blocks! + directories! + paths! + extras! !== aligned.length
    )
      throw corrupt();
    this.rows = rows!;
    let at = aligned.byteOffset + HEAD_BYTES;
    const next = (length: number) => {
      const start = at;
      at += length;
      return start;
    };
    this.#modes = new Uint16Array(aligned.buffer, next(modes!), rows!);
    this.#owners = new Uint16Array(aligned.buffer, next(owners!), rows!);
    this.#sizes = new Uint32Array(aligned.buffer, next(sizes!), rows!);
    this.#hashes = new Uint32Array(aligned.buffer, next(hashes!), rows!);
    this.#blocks = new Uint32Array(aligned.buffer, next(blocks!), blocks! / 4);
    this.#directories = new Uint32Array(aligned.buffer, next(directories!), directories! / 4);
    this.#paths = Buffer.from(aligned.buffer, next(paths!), pathBytes!);
    const text = Buffer.from(aligned.buffer, next(extras!), extras!).toString();
    const parsed = JSON.parse(text) as {
      owners: number[][];
      links: [number, string][];
      capabilities: [number, string][];
      largeSizes: [number, number][];
    };
    this.#palette = parsed.owners;
    this.#links = new Map(parsed.links);
    this.#capabilities = new Map(parsed.capabilities);
    this.#largeSizes = new Map(parsed.largeSizes);
  }

  /** The entry of a path: the last one that the layer has. -1 when there is none. */
  find(path: string): number {
    this.#entries ??= this.#indexOf(0, WHITEOUT - 1);
    return this.#lookup(this.#entries, path);
  }

  /**
   * The last row that put something else at this path before a directory of that name: all that came before and lay below it is gone.
   * -1 when there is none.
   */
  replacedAt(path: string): number {
    this.#entries ??= this.#indexOf(0, WHITEOUT - 1);
    return this.#replaced.size === 0 ? -1 : (this.#replaced.get(path) ?? -1);
  }

  /** Whether the layer hides what lower layers have at this path. */
  isWhiteout(path: string): boolean {
    this.#whiteouts ??= this.#indexOf(WHITEOUT, WHITEOUT);
    return this.#lookup(this.#whiteouts, path) >= 0;
  }

  /** Whether the layer hides all that lower layers have below this directory. */
  isOpaque(path: string): boolean {
    this.#opaques ??= this.#indexOf(WHITEOUT + 1, WHITEOUT + 1);
    return this.#lookup(this.#opaques, path) >= 0;
  }

  /** Whether some row lies below this path. By hash alone: one in billions is a false yes. */
  impliesDirectory(path: string): boolean {
    const hash = hashPath(path);
    let low = 0;
    let high = this.#directories.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#directories[middle]! < hash) low = middle + 1;
      else high = middle;
    }
    return this.#directories[low] === hash;
  }

  kind(row: number): RowKind {
    return ROW_KINDS[this.#modes[row]! >>> 12]!;
  }

  linkTarget(row: number): string | undefined {
    return this.#links.get(row);
  }

  path(row: number): string {
    const cursor = { at: this.#blocks[Math.floor(row / PATHS_PER_BLOCK)]! };
    let path = '';
    for (let i = row - (row % PATHS_PER_BLOCK); i <= row; i++) {
      path = this.#nextPath(cursor, path);
    }
    return path;
  }

  row(row: number): TableRow {
    const mode = this.#modes[row]!;
    const [uid = 0, gid = 0] = this.#palette[this.#owners[row]!] ?? [];
    const linkTarget = this.#links.get(row);
    const capability = this.#capabilities.get(row);
    return {
      path: this.path(row),
      kind: ROW_KINDS[mode >>> 12]!,
      mode: mode & 0o7777,
      uid,
      gid,
      sizeBytes: this.#largeSizes.get(row) ?? this.#sizes[row]!,
      ...(linkTarget !== undefined && { linkTarget }),
      ...(capability !== undefined && { capability }),
    };
  }

  /** Rows of one kind, in the order of the archive. Looks at a column, decodes no path. */
  *ofKind(kind: RowKind): Iterable<number> {
    const code = ROW_KINDS.indexOf(kind);
    for (let row = 0; row < this.rows; row++) if (this.#modes[row]! >>> 12 === code) yield row;
  }

  /** All paths in the order of the archive; cheaper than `path` row by row. */
  *paths(): Iterable<string> {
    const cursor = { at: 0 };
    let path = '';
    for (let row = 0; row < this.rows; row++) {
      path = this.#nextPath(cursor, path);
      yield path;
    }
  }

  #nextPath(cursor: { at: number }, before: string): string {
    const shared = this.#varint(cursor);
    const bytes = this.#varint(cursor);
    const start = cursor.at;
    cursor.at += bytes;
    return before.slice(0, shared) + this.#paths.toString('utf8', start, start + bytes);
  }

  #varint(cursor: { at: number }): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#paths[cursor.at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return value;
  }

  #lookup(index: Int32Array, path: string): number {
    const mask = index.length - 1;
    const hash = hashPath(path);
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = index[slot]!;
      if (row < 0) return -1;
      if (this.#hashes[row] === hash && this.path(row) === path) return row;
    }
  }

  /** Open addressing over the hash column; later rows of a path replace earlier ones. */
  #indexOf(first: number, last: number): Int32Array {
    let count = 0;
    for (let row = 0; row < this.rows; row++) if (isBetween(this.#modes[row]! >>> 12, first, last)) count++;
    let size = 4;
    while (size < count * 1.5) size *= 2;
    const index = new Int32Array(size).fill(-1);
    const mask = size - 1;
    for (let row = 0; row < this.rows; row++) {
      if (!isBetween(this.#modes[row]! >>> 12, first, last)) continue;
      const hash = this.#hashes[row]!;
      let slot = hash & mask;
      for (let other = index[slot]!; other >= 0; other = index[slot]!) {
        if (this.#hashes[other] === hash && this.path(other) === this.path(row)) {
          if (this.kind(row) === 'directory' && this.kind(other) !== 'directory')
            this.#replaced.set(this.path(row), other);
          break;
        }
        slot = (slot + 1) & mask;
      }
      index[slot] = row;
    }
    return index;
  }
}

function isBetween(value: number, first: number, last: number): boolean {
  return value >= first && value <= last;
}

function corrupt(): PlimsollError {
  return new PlimsollError('cache/corrupt', 'a cached file table is damaged');
}
