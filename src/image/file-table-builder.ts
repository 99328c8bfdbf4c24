import type { RowKind, TableRow } from './file-table.ts';
import { HEAD_BYTES, PATHS_PER_BLOCK, ROW_KINDS, TABLE_MAGIC } from './file-table.ts';
import { hashPath } from './path-hash.ts';

type RowFacts = Pick<TableRow, 'mode' | 'uid' | 'gid' | 'sizeBytes' | 'capability'>;

/**
 * Collects the rows of one layer in columns: about 12 bytes a row beside the front-coded paths, never an object per row.
 * Layout: u32 magic, rows, the byte lengths of the seven parts, of the paths and of the extras; then modes u16, owners u16, sizes u32, hashes u32, path blocks u32,
 * hashes of directories u32 (sorted), paths, extras (JSON).
 */
export class FileTableBuilder {
  #rows = 0;
  #modes = new Uint16Array(1024);
  #owners = new Uint16Array(1024);
  #sizes = new Uint32Array(1024);
  #hashes = new Uint32Array(1024);
  #blocks: number[] = [];
  #paths = Buffer.allocUnsafe(64 << 10);
  #pathBytes = 0;
  #last = '';
  #lastParent = '';
  readonly #directories = new Set<number>();
  #lastUid = -1;
  #lastGid = -1;
  #lastOwner = 0;
  readonly #palette = new Map<string, number>();
  readonly #links: [row: number, target: string][] = [];
  readonly #capabilities: [row: number, hex: string][] = [];
  readonly #largeSizes: [row: number, size: number][] = [];

  get rows(): number {
    return this.#rows;
  }

  /** A whiteout's path is what it hides; `linkTarget` is as written for symlinks and canonical for hard links. */
  add(path: string, kind: RowKind, { mode, uid, gid, sizeBytes, capability }: RowFacts, linkTarget?: string): void {
    if (this.#rows === this.#modes.length) this.#grow();
    const at = this.#rows++;
    this.#modes[at] = (mode & 0o7777) | (ROW_KINDS.indexOf(kind) << 12);
    this.#owners[at] = this.#ownerCode(uid, gid);
    this.#sizes[at] = Math.min(sizeBytes, 0xffffffff);
    if (sizeBytes >= 0xffffffff) this.#largeSizes.push([at, sizeBytes]);
    this.#hashes[at] = hashPath(path);
    if (linkTarget !== undefined) this.#links.push([at, linkTarget]);
    if (capability !== undefined) this.#capabilities.push([at, capability]);
    this.#addPath(path, at % PATHS_PER_BLOCK === 0);
    this.#addParents(path);
  }

  /** The finished table in its own encoding. */
  encode(): Uint8Array {
    const n = this.#rows;
    const extras = Buffer.from(
      JSON.stringify({
        owners: [...this.#palette.keys()].map((key) => key.split(':').map(Number)),
        links: this.#links,
        capabilities: this.#capabilities,
        largeSizes: this.#largeSizes,
      }),
    );
    const directories = Uint32Array.from(this.#directories).sort();
    const paths = padded(this.#pathBytes);
    const parts = [padded(n * 2), padded(n * 2), n * 4, n * 4, this.#blocks.length * 4, directories.byteLength, paths];
    const out = new Uint8Array(HEAD_BYTES + parts.reduce((sum, part) => sum + part, 0) + extras.length);
    new Uint32Array(out.buffer, 0, HEAD_BYTES / 4).set([TABLE_MAGIC, n, ...parts, this.#pathBytes, extras.length]);
    let at = HEAD_BYTES;
    const put = (bytes: Uint8Array, room: number) => {
      out.set(bytes, at);
      at += room;
    };
    put(bytesOf(this.#modes, n), parts[0]!);
    put(bytesOf(this.#owners, n), parts[1]!);
    put(bytesOf(this.#sizes, n), parts[2]!);
    put(bytesOf(this.#hashes, n), parts[3]!);
    put(bytesOf(Uint32Array.from(this.#blocks), this.#blocks.length), parts[4]!);
    put(bytesOf(directories, directories.length), parts[5]!);
    put(this.#paths.subarray(0, this.#pathBytes), parts[6]!);
    put(extras, extras.length);
    return out;
  }

  /** Prefix shared with the row before, and the rest: both lengths in UTF-16 units and bytes as varints. */
  #addPath(path: string, startsBlock: boolean): void {
    if (startsBlock) this.#blocks.push(this.#pathBytes);
    let shared = 0;
    if (!startsBlock) {
      const most = Math.min(path.length, this.#last.length);
      while (shared < most && path.charCodeAt(shared) === this.#last.charCodeAt(shared)) shared++;
      // A surrogate pair stays whole.
      const unit = path.charCodeAt(shared - 1);
      if (shared > 0 && unit >= 0xd800 && unit < 0xdc00) shared--;
    }
    const rest = shared === 0 ? path : path.slice(shared);
    const most = rest.length * 3 + 6;
    if (this.#pathBytes + most > this.#paths.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#paths.length * 2, this.#pathBytes + most));
      this.#paths.copy(grown, 0, 0, this.#pathBytes);
      this.#paths = grown;
    }
    this.#varint(shared);
    this.#varint(Buffer.byteLength(rest));
    this.#pathBytes += this.#paths.utf8Write(rest, this.#pathBytes);
    this.#last = path;
  }

  /** Every directory that a row lies in, named by a row of its own or not. */
  #addParents(path: string): void {
    const slash = path.lastIndexOf('/');
    if (slash < 0 || (slash === this.#lastParent.length && path.startsWith(this.#lastParent))) return;
    this.#lastParent = path.slice(0, slash);
    for (let end = slash; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const hash = hashPath(path.slice(0, end));
      if (this.#directories.has(hash)) return;
      this.#directories.add(hash);
    }
  }

  #varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#paths[this.#pathBytes++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#paths[this.#pathBytes++] = rest;
  }

  /** Few owners occur in one layer; beyond 65,535 the rest is filed as the first. */
  #ownerCode(uid: number, gid: number): number {
    if (uid === this.#lastUid && gid === this.#lastGid) return this.#lastOwner;
    const key = `${uid}:${gid}`;
    let code = this.#palette.get(key);
    if (code === undefined) {
      code = this.#palette.size < 0xffff ? this.#palette.size : 0;
      if (code === this.#palette.size) this.#palette.set(key, code);
    }
    this.#lastUid = uid;
    this.#lastGid = gid;
    this.#lastOwner = code;
    return code;
  }

  #grow(): void {
    const size = this.#modes.length * 2;
    this.#modes = copyInto(new Uint16Array(size), this.#modes);
    this.#owners = copyInto(new Uint16Array(size), this.#owners);
    this.#sizes = copyInto(new Uint32Array(size), this.#sizes);
    this.#hashes = copyInto(new Uint32Array(size), this.#hashes);
  }
}

function copyInto<T extends Uint16Array | Uint32Array>(to: T, from: T): T {
  to.set(from);
  return to;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function bytesOf(column: Uint16Array | Uint32Array, rows: number): Uint8Array {
  return new Uint8Array(column.buffer, 0, rows * column.BYTES_PER_ELEMENT);
}
