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
function sparseMapAtStart(data: Uint8Array): { map: SparseSegment[]; data: Uint8Array } | undefined {
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

/**
 * A sparse file out of its stored bytes and its map, or the map that they begin with: answers its first `wanted` bytes, holes filled in.
 * Undefined when the map is malformed or a segment lies outside of the file.
 */
export function sparseFile(
  map: readonly SparseSegment[] | undefined,
  stored: Uint8Array,
  sizeBytes: number,
): ((wanted: number) => Uint8Array) | undefined {
  const parsed = map === undefined ? sparseMapAtStart(stored) : { map, data: stored };
  const isInside = ({ offset, size }: SparseSegment) => offset >= 0 && size >= 0 && offset + size <= sizeBytes;
  if (parsed === undefined || !parsed.map.every(isInside)) return undefined;
  return (wanted) => {
    const file = new Uint8Array(Math.min(sizeBytes, wanted));
    let from = 0;
    for (const { offset, size } of parsed.map) {
      const part = parsed.data.subarray(from, from + size);
      if (offset < file.length) file.set(part.subarray(0, file.length - offset), offset);
      from += size;
    }
    return file;
  };
}
