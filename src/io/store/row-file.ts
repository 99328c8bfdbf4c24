import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { Block, POINTER_BYTES, type Pointer, pointerIn } from './row-block.ts';

/**
 * A file of rows sorted by key, written once and never changed: blocks of rows, above them blocks of pointers to blocks, up to one root, then
 * what is said of the whole (JSON), then a trailer that names root and rest. Every pointer carries the checksum of what it points to, the
 * trailer its own: a row that was changed, a page that was lost, an answer "there is none" out of a damaged part cannot come about; and nothing is
 * read but the handful of blocks on the way to a row.
 */
export const MAGIC = Buffer.from('PLMROWS\x01', 'latin1');
export const TRAILER_BYTES = 64;

/** What a trailer says, all numbers little endian: magic, size of the file, root (pointer), depth, about (pointer), rows, CRC-32 of what precedes. */
interface Trailer {
  readonly sizeBytes: number;
  readonly root: Pointer;
  /** Levels of pointers above the rows. */
  readonly depth: number;
  readonly about: Pointer;
  readonly rows: number;
}

/** Why a file is not to be trusted, in words. */
export class Damaged extends Error {}

/** A file of rows, open for reading. Every method throws `Damaged` when what it had to read is not what was written. */
export class RowFile {
  readonly #file: number;
  readonly #trailer: Trailer;
  /** Blocks of pointers that were read: a hundredth of the file at most. */
  readonly #inner = new Map<number, Block>();
  /** The last block of rows, in `#page`: neighbors are often asked for one after the other. */
  #last: { readonly offset: number; readonly block: Block } | undefined;

  #page = Buffer.allocUnsafeSlow(1 << 14);

  constructor(path: string) {
    this.#file = openSync(path, 'r');
    try {
      this.#trailer = trailerOf(this.#file);
    } catch (cause) {
      closeSync(this.#file);
      throw cause;
    }
  }

  /** How many rows there are. */
  get rows(): number {
    return this.#trailer.rows;
  }

  /** What was said of the whole. */
  about(): string {
    return this.#read(this.#trailer.about).toString('utf8');
  }

  /** The value under a key. */
  get(key: Uint8Array): string | undefined {
    let pointer = this.#trailer.root;
    for (let depth = this.#trailer.depth; depth > 0; depth--) {
      const block = this.#innerBlock(pointer);
      const at = block.lastUpTo(key);
      if (at < 0) return undefined;
      pointer = pointerIn(block.valueBytes(at));
    }
    const block = this.#rowBlock(pointer);
    const at = block.lastUpTo(key);
    return at >= 0 && block.isKey(at, key) ? block.value(at) : undefined;
  }

  /** The keys from `start` on, in order. */
  *keys(start: Uint8Array): Generator<Uint8Array> {
    for (const pointer of this.#leaves(this.#trailer.root, this.#trailer.depth, start)) {
      // Not in the page: a look-up between two keys would write over it.
      const block = new Block(this.#read(pointer));
      for (let at = Math.max(0, block.lastUpTo(start)); at < block.size; at++) {
        const key = block.key(at);
        if (Buffer.compare(key, start) >= 0) yield key;
      }
    }
  }

  /** Reads all there is, block by block; gives the number of rows after each. Throws `Damaged` when anything is not as it was written. */
  *verify(): Generator<number> {
    this.about();
    let rows = 0;
    let before: Uint8Array = new Uint8Array(0);
    for (const pointer of this.#leaves(this.#trailer.root, this.#trailer.depth, new Uint8Array(0))) {
      const block = new Block(this.#read(pointer));
      for (let at = 0; at < block.size; at++) {
        const key = block.key(at);
        if (Buffer.compare(before, key) >= 0) throw new Damaged('its rows are out of order');
        before = key;
      }
      rows += block.size;
      yield rows;
    }
    if (rows !== this.rows) throw new Damaged(`it holds ${rows} rows and should hold ${this.rows}`);
  }

  close(): void {
    closeSync(this.#file);
  }

  *#leaves(pointer: Pointer, depth: number, start: Uint8Array): Generator<Pointer> {
    if (depth === 0) {
      yield pointer;
      return;
    }
    const block = this.#innerBlock(pointer);
    for (let at = Math.max(0, block.lastUpTo(start)); at < block.size; at++)
      yield* this.#leaves(pointerIn(block.valueBytes(at)), depth - 1, start);
  }

  #innerBlock(pointer: Pointer): Block {
    const known = this.#inner.get(pointer.offset);
    if (known !== undefined) return known;
    const block = new Block(this.#read(pointer));
    this.#inner.set(pointer.offset, block);
    return block;
  }

  #rowBlock(pointer: Pointer): Block {
    if (this.#last?.offset === pointer.offset) return this.#last.block;
    this.#last = undefined;
    if (this.#page.length < pointer.length) this.#page = Buffer.allocUnsafeSlow(2 * pointer.length);
    const block = new Block(this.#read(pointer, this.#page.subarray(0, pointer.length)));
    this.#last = { offset: pointer.offset, block };
    return block;
  }

  #read({ offset, length, crc }: Pointer, bytes = Buffer.allocUnsafeSlow(length)): Buffer {
    readWhole(this.#file, bytes, offset);
    if (crc32(bytes) !== crc) throw new Damaged(`the block at byte ${offset} is not what was written`);
    return bytes;
  }
}

function trailerOf(file: number): Trailer {
  const { size } = fstatSync(file);
  if (size < TRAILER_BYTES) throw new Damaged('it is cut short');
  const bytes = Buffer.alloc(TRAILER_BYTES);
  readWhole(file, bytes, size - TRAILER_BYTES);
  if (!bytes.subarray(0, 8).equals(MAGIC)) throw new Damaged('it is cut short, or no such file');
  if (crc32(bytes.subarray(0, TRAILER_BYTES - 4)) !== bytes.readUInt32LE(TRAILER_BYTES - 4))
    throw new Damaged('its end is not what was written');
  const sizeBytes = bytes.readUIntLE(8, 6);
  if (sizeBytes !== size) throw new Damaged(`it has ${size} bytes and should have ${sizeBytes}`);
  return {
    sizeBytes,
    root: pointerIn(bytes.subarray(14)),
    depth: bytes.readUInt16LE(14 + POINTER_BYTES),
    about: pointerIn(bytes.subarray(16 + POINTER_BYTES)),
    rows: bytes.readUIntLE(16 + 2 * POINTER_BYTES, 6),
  };
}

function readWhole(file: number, bytes: Buffer, offset: number): void {
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(file, bytes, filled, bytes.length - filled, offset + filled);
    if (count === 0) throw new Damaged('it is cut short');
    filled += count;
  }
}
