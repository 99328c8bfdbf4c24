import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { BlockBuilder, POINTER_BYTES, type Pointer, pointerBytes } from './row-block.ts';
import { MAGIC, TRAILER_BYTES } from './row-file.ts';

/** A block is closed when it is as long: short enough that a look-up reads little, long enough that pointers are few. */
const BLOCK_BYTES = 4096;
/** Blocks are written together in pieces of about this size. */
const WRITE_BYTES = 1 << 20;

/** A block that was written, as the level above names it. */
interface Child {
  /** Its first key. */
  readonly first: Buffer;
  readonly pointer: Pointer;
}

/** Writes a file of rows (`RowFile`) from front to back. Keys must come in ascending order, each once. */
export class RowFileWriter {
  readonly #file: number;
  readonly #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #offset = 0;
  #rows = 0;
  #last: Buffer | undefined;
  readonly #block = new BlockBuilder();
  readonly #pointers: Child[] = [];

  /** The file must not be there yet. */
  constructor(path: string) {
    this.#file = openSync(path, 'wx', 0o644);
    this.#append(MAGIC);
  }

  get rows(): number {
    return this.#rows;
  }

  add(key: Buffer, value: string): void {
    if (this.#last !== undefined && Buffer.compare(this.#last, key) >= 0)
      throw new Error(`row ${this.#rows} is out of order: ${key.toString('utf8')}`);
    this.#last = key;
    this.#rows++;
    this.#block.add(key, Buffer.from(value, 'utf8'));
    if (this.#block.sizeBytes >= BLOCK_BYTES) this.#pointers.push(this.#endBlock(this.#block));
  }

  /** Ends the file with what is to be said of the whole, and makes sure that it is on the disk. */
  finish(about: string): void {
    if (this.#block.sizeBytes > 0 || this.#pointers.length === 0) this.#pointers.push(this.#endBlock(this.#block));
    let level = this.#pointers;
    let depth = 0;
    for (; level.length > 1; depth++) level = this.#levelAbove(level);
    const aboutPointer = this.#append(Buffer.from(about, 'utf8'));
    this.#append(this.#trailer(level[0]!.pointer, depth, aboutPointer));
    this.#flush();
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }

  #levelAbove(level: readonly Child[]): Child[] {
    const above: Child[] = [];
    const block = new BlockBuilder();
    for (const { first, pointer } of level) {
      block.add(first, pointerBytes(pointer));
      if (block.sizeBytes >= BLOCK_BYTES) above.push(this.#endBlock(block));
    }
    if (block.sizeBytes > 0) above.push(this.#endBlock(block));
    return above;
  }

  #trailer(root: Pointer, depth: number, about: Pointer): Buffer {
    const bytes = Buffer.alloc(TRAILER_BYTES);
    MAGIC.copy(bytes);
    bytes.writeUIntLE(this.#offset + TRAILER_BYTES, 8, 6);
    pointerBytes(root).copy(bytes, 14);
    bytes.writeUInt16LE(depth, 14 + POINTER_BYTES);
    pointerBytes(about).copy(bytes, 16 + POINTER_BYTES);
    bytes.writeUIntLE(this.#rows, 16 + 2 * POINTER_BYTES, 6);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, TRAILER_BYTES - 4)), TRAILER_BYTES - 4);
    return bytes;
  }

  #endBlock(block: BlockBuilder): Child {
    const first = block.first ?? Buffer.alloc(0);
    return { first, pointer: this.#append(block.take()) };
  }

  #append(bytes: Buffer): Pointer {
    const pointer = { offset: this.#offset, length: bytes.length, crc: crc32(bytes) };
    this.#offset += bytes.length;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= WRITE_BYTES) this.#flush();
    return pointer;
  }

  #flush(): void {
    const bytes = Buffer.concat(this.#waiting);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
  }
}
