import { limits } from './limits.ts';
import { numberAt } from './tar-number.ts';

/** A run of bytes that is really stored in a sparse file. */
export interface SparseSegment {
  readonly offset: number;
  readonly size: number;
}

/** `count` records of (offset, size), 12 bytes each, ended by an empty one. */
export function parseSparseRecords(block: Uint8Array, at: number, count: number): SparseSegment[] {
  const map: SparseSegment[] = [];
  for (let i = 0; i < count; i++) {
    if (block[at + i * 24 + 12] === 0 && block[at + i * 24] === 0) break;
    const offset = numberAt(block, at + i * 24, 12);
    const size = numberAt(block, at + i * 24 + 12, 12);
    if (offset === undefined || size === undefined) break;
    map.push({ offset, size });
  }
  return map;
}

/** `offset,size,offset,size…`, as PAX versions 0.0 and 0.1 hold it. */
export function parseSparsePairs(numbers: readonly string[]): SparseSegment[] {
  const map: SparseSegment[] = [];
  for (let i = 0; i + 1 < numbers.length && map.length < 1 << 16; i += 2) {
    const offset = Number(numbers[i]);
    const size = Number(numbers[i + 1]);
    if (Number.isSafeInteger(offset) && Number.isSafeInteger(size)) map.push({ offset, size });
  }
  return map;
}

/** GNU sparse 1.0: a count and its pairs, one number a line, padded to a block, then the data. */
export function sparseMapAtStart(data: Uint8Array): { map: SparseSegment[]; data: Uint8Array } | undefined {
  let at = 0;
  const next = (): number | undefined => {
    const end = data.indexOf(0x0a, at);
    if (end < 0 || end - at > 15) return undefined;
    const text = Buffer.from(data.buffer, data.byteOffset + at, end - at).toString('latin1');
    at = end + 1;
    return /^\d+$/.test(text) ? Number(text) : undefined;
  };
  const count = next();
  if (count === undefined || count > 1 << 16) return undefined;
  const map: SparseSegment[] = [];
  for (let i = 0; i < count; i++) {
    const offset = next();
    const size = next();
    if (offset === undefined || size === undefined) return undefined;
    map.push({ offset, size });
  }
  return { map, data: data.subarray(Math.ceil(at / 512) * 512) };
}

/** The file with its holes, at most `limits.stringBytes` of it. Undefined when a segment lies outside. */
export function expandSparse(
  map: readonly SparseSegment[],
  data: Uint8Array,
  sizeBytes: number,
): Uint8Array | undefined {
  const size = Math.min(sizeBytes, limits.stringBytes);
  const file = new Uint8Array(size);
  let from = 0;
  for (const { offset, size: length } of map) {
    if (offset < 0 || length < 0 || offset + length > sizeBytes) return undefined;
    if (offset < size) file.set(data.subarray(from, from + length).subarray(0, size - offset), offset);
    from += length;
  }
  return file;
}
