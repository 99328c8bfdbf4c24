// A block: rows (length of the key, 2 bytes; length of the value, 4 bytes; key; value), then where each row starts (4 bytes each), then how many
// they are (4 bytes). All numbers little endian. Who reads one has checked its checksum: what it says of itself is believed.

/** Where some bytes of the file lie, and their checksum. */
export interface Pointer {
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
}

/** Offset (6 bytes), length (4), CRC-32 (4). */
export const POINTER_BYTES = 14;

export function pointerIn(bytes: Buffer): Pointer {
  return { offset: bytes.readUIntLE(0, 6), length: bytes.readUInt32LE(6), crc: bytes.readUInt32LE(10) };
}

export function pointerBytes({ offset, length, crc }: Pointer): Buffer {
  const bytes = Buffer.alloc(POINTER_BYTES);
  bytes.writeUIntLE(offset, 0, 6);
  bytes.writeUInt32LE(length, 6);
  bytes.writeUInt32LE(crc, 10);
  return bytes;
}

/** Rows on their way into a block. */
export class BlockBuilder {
  #parts: Buffer[] = [];
  #starts: number[] = [];
  #sizeBytes = 0;
  #first: Buffer | undefined;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Key of the first row; undefined when there is none. */
  get first(): Buffer | undefined {
    return this.#first;
  }

  add(key: Buffer, value: Buffer): void {
    const head = Buffer.allocUnsafe(6);
    head.writeUInt16LE(key.length, 0);
    head.writeUInt32LE(value.length, 2);
    this.#starts.push(this.#sizeBytes);
    this.#parts.push(head, key, value);
    this.#sizeBytes += head.length + key.length + value.length;
    this.#first ??= key;
  }

  /** The bytes of the block; the builder is empty again. */
  take(): Buffer {
    const starts = Buffer.allocUnsafe(4 * (this.#starts.length + 1));
    for (const [index, start] of this.#starts.entries()) starts.writeUInt32LE(start, 4 * index);
    starts.writeUInt32LE(this.#starts.length, 4 * this.#starts.length);
    const bytes = Buffer.concat([...this.#parts, starts]);
    this.#parts = [];
    this.#starts = [];
    this.#sizeBytes = 0;
    this.#first = undefined;
    return bytes;
  }
}

/** A block as read. */
export class Block {
  readonly size: number;
  readonly #bytes: Buffer;
  readonly #table: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.size = numberAt(bytes, bytes.length - 4);
    this.#table = bytes.length - 4 - 4 * this.size;
  }

  key(at: number): Uint8Array {
    const start = this.#keyStart(at);
    return this.#bytes.subarray(start, this.#keyEnd(start));
  }

  isKey(at: number, key: Uint8Array): boolean {
    const start = this.#keyStart(at);
    return compare(this.#bytes, start, this.#keyEnd(start), key) === 0;
  }

  value(at: number): string {
    return this.#bytes.utf8Slice(...this.#valueRange(at));
  }

  valueBytes(at: number): Buffer {
    return this.#bytes.subarray(...this.#valueRange(at));
  }

  /** Index of the last row whose key is not after `key`; -1 when all are. */
  lastUpTo(key: Uint8Array): number {
    let low = -1;
    for (let high = this.size; high - low > 1; ) {
      const middle = (low + high) >> 1;
      const start = this.#keyStart(middle);
      if (compare(this.#bytes, start, this.#keyEnd(start), key) <= 0) low = middle;
      else high = middle;
    }
    return low;
  }

  #keyStart(at: number): number {
    return numberAt(this.#bytes, this.#table + 4 * at) + 6;
  }

  #keyEnd(start: number): number {
    return start + (this.#bytes[start - 6]! | (this.#bytes[start - 5]! << 8));
  }

  #valueRange(at: number): [start: number, end: number] {
    const start = this.#keyStart(at);
    const end = this.#keyEnd(start);
    return [end, end + numberAt(this.#bytes, start - 4)];
  }
}

/** Byte by byte, for keys are short: a call into native code costs more than the comparison. */
function compare(bytes: Uint8Array, start: number, end: number, key: Uint8Array): number {
  const shared = Math.min(end - start, key.length);
  for (let i = 0; i < shared; i++) {
    const difference = bytes[start + i]! - key[i]!;
    if (difference !== 0) return difference;
  }
  return end - start - key.length;
}

/** Four bytes, little endian; below 2³¹, for no block is as long. */
function numberAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
