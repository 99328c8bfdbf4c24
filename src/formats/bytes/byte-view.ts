/** Foreign bytes with a byte order. All reads are bounds-checked: what lies outside reads as 0, so check `has` where 0 would be believed. */
export interface ByteView {
  readonly bytes: Uint8Array;
  readonly data: DataView;
  readonly littleEndian: boolean;
}

export function byteViewOf(bytes: Uint8Array, littleEndian: boolean): ByteView {
  return { bytes, data: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), littleEndian };
}

/** Whether `length` bytes lie at `at`. False for negative, fractional and infinite numbers. */
export function has(view: ByteView, at: number, length: number): boolean {
  return Number.isSafeInteger(at) && at >= 0 && length >= 0 && at + length <= view.bytes.length;
}

export function u16(view: ByteView, at: number): number {
  return has(view, at, 2) ? view.data.getUint16(at, view.littleEndian) : 0;
}

export function u32(view: ByteView, at: number): number {
  return has(view, at, 4) ? view.data.getUint32(at, view.littleEndian) : 0;
}

/** A 64-bit number as a double: exact up to 2^53, above that good enough to be refused by a bounds check. */
export function u64(view: ByteView, at: number): number {
  if (!has(view, at, 8)) return 0;
  const first = view.data.getUint32(at, view.littleEndian);
  const second = view.data.getUint32(at + 4, view.littleEndian);
  return view.littleEndian ? second * 2 ** 32 + first : first * 2 ** 32 + second;
}

/** A pointer-sized number. */
export function word(view: ByteView, at: number, wordBytes: 4 | 8): number {
  return wordBytes === 8 ? u64(view, at) : u32(view, at);
}

/** The part of `bytes` that lies at `at`, at most `length` long; empty when it lies outside. A view, not a copy. */
export function slice(bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (!(at >= 0) || !(length > 0) || at >= bytes.length) return bytes.subarray(0, 0);
  return bytes.subarray(at, Math.min(bytes.length, at + length));
}

/** Text up to the first NUL, at most `maxBytes` long, one character per byte. */
export function cString(bytes: Uint8Array, at: number, maxBytes: number): string {
  const part = slice(bytes, at, maxBytes);
  const end = part.indexOf(0);
  return latin1(end < 0 ? part : part.subarray(0, end));
}

export function latin1(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('latin1');
}

/** The same memory as a Buffer, for its native search and decoding. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
