import { crc32, inflateRawSync } from 'node:zlib';
import { dataOffsetOf, type ZipArchive, type ZipEntry } from './zip.ts';

/** Why the bytes of an entry are not to be had. */
export type ZipProblem =
  | 'encrypted'
  | 'unsupported-method'
  | 'too-large'
  | 'overlapping'
  | 'ambiguous-name'
  | 'ambiguous-header'
  | 'damaged';

export type ZipContent = { readonly bytes: Uint8Array } | { readonly problem: ZipProblem };

/** Reads entries of one archive. */
export interface ZipReader {
  /** At most `maxBytes`, or a problem. Stored entries are views into the archive, not copies. */
  read(entry: ZipEntry, maxBytes: number): ZipContent;
}

/**
 * Entries whose ranges overlap (a bomb: one stream counted many times) and names that occur twice (one program takes the first, another
 * the last) are refused. What is before and behind an entry is looked up in the sorted offsets of all.
 */
export function zipReaderOf(archive: ZipArchive): ZipReader {
  const order = archive.entries.toSorted((a, b) => a.headerOffset - b.headerOffset);
  const offsets = Float64Array.from(order, ({ headerOffset }) => headerOffset);
  const names = new Map<string, number>();
  for (const { name } of archive.entries) names.set(name, (names.get(name) ?? 0) + 1);

  function overlaps(entry: ZipEntry, dataEnd: number): boolean {
    const index = lowerBound(offsets, entry.headerOffset);
    const next = order[index + 1];
    if (dataEnd > (next?.headerOffset ?? archive.directoryOffset)) return true;
    const previous = order[index - 1];
    return previous !== undefined && previous.headerOffset + 30 + previous.compressedBytes > entry.headerOffset;
  }

  return {
    read(entry, maxBytes) {
      if ((entry.flags & 1) !== 0) return { problem: 'encrypted' };
      if (entry.method !== 0 && entry.method !== 8) return { problem: 'unsupported-method' };
      if (entry.sizeBytes > maxBytes) return { problem: 'too-large' };
      if (names.get(entry.name) !== 1) return { problem: 'ambiguous-name' };
      const start = dataOffsetOf(archive, entry);
      if (start === undefined) return { problem: 'ambiguous-header' };
      const end = start + entry.compressedBytes;
      if (overlaps(entry, end)) return { problem: 'overlapping' };
      if (!(end <= archive.bytes.length)) return { problem: 'damaged' };
      const data = archive.bytes.subarray(start, end);
      const bytes = entry.method === 0 ? data : inflate(data, entry.sizeBytes);
      const isWhole = bytes?.length === entry.sizeBytes && crc32(bytes) === entry.crc32;
      return isWhole ? { bytes } : { problem: 'damaged' };
    },
  };
}

/** More than the directory names is a lie, and undefined. */
function inflate(data: Uint8Array, sizeBytes: number): Uint8Array | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, sizeBytes) });
  } catch {
    return undefined;
  }
}

/** Index of the first offset that is not below `value`. */
function lowerBound(offsets: Float64Array, value: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offsets[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
