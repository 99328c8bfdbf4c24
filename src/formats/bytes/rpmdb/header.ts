import { Buffer } from 'node:buffer';

/** Tags of an rpm header that matter here (rpm, `include/rpm/rpmtag.h`). */
export const rpmTags = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  vendor: 1011,
  license: 1014,
  arch: 1022,
  oldFileNames: 1027,
  fileDigests: 1035,
  sourceRpm: 1044,
  directoryIndexes: 1116,
  baseNames: 1117,
  directoryNames: 1118,
  fileDigestAlgorithm: 5011,
  modularityLabel: 5096,
} as const;

/** Types of values (rpm, "RPM v4 package format", Header). */
const INT16 = 3;
const INT32 = 4;
const INT64 = 5;
const STRING = 6;
const STRING_ARRAY = 8;
const I18N_STRING = 9;

/** rpm itself refuses more entries (`lib/header.c`, HEADER_TAGS_MAX). */
const MAX_ENTRIES = 0xffff;

/** The values of one header; nothing is decoded before it is asked for. */
export interface RpmHeader {
  /** The first string of a tag. */
  text(tag: number): string | undefined;
  texts(tag: number): readonly string[];
  numbers(tag: number): readonly number[];
}

interface Entry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

/**
 * Reads a header as rpm's databases store it: number of entries, size of the data (both big-endian 32 bit), 16 bytes an entry
 * (tag, type, offset, count), data; no magic. Undefined when the sizes do not fit into the blob.
 */
export function parseRpmHeader(blob: Uint8Array): RpmHeader | undefined {
  if (blob.length < 8) return undefined;
  const view = new DataView(blob.buffer, blob.byteOffset, blob.length);
  const entryCount = view.getUint32(0);
  const dataSize = view.getUint32(4);
  const dataStart = 8 + 16 * entryCount;
  if (entryCount === 0 || entryCount > MAX_ENTRIES || dataStart + dataSize > blob.length) return undefined;
  const entries = new Map<number, Entry>();
  for (let at = 8; at < dataStart; at += 16) {
    const offset = view.getUint32(at + 8);
    // What rpm added after the package was signed stands behind the signed region and wins: so the last entry counts.
    if (offset < dataSize)
      entries.set(view.getUint32(at), { type: view.getUint32(at + 4), offset, count: view.getUint32(at + 12) });
  }
  const data = Buffer.from(blob.buffer, blob.byteOffset + dataStart, dataSize);

  function texts(tag: number): readonly string[] {
    const entry = entries.get(tag);
    if (entry === undefined) return [];
    if (entry.type !== STRING && entry.type !== STRING_ARRAY && entry.type !== I18N_STRING) return [];
    return stringsAt(data, entry.offset, entry.type === STRING ? 1 : entry.count);
  }

  function numbers(tag: number): readonly number[] {
    const entry = entries.get(tag);
    if (entry === undefined) return [];
    const size = entry.type === INT16 ? 2 : entry.type === INT32 ? 4 : entry.type === INT64 ? 8 : 0;
    if (size === 0 || entry.count > (data.length - entry.offset) / size) return [];
    return Array.from({ length: entry.count }, (_, i) => {
      const at = entry.offset + i * size;
      if (size === 8) return Number(data.readBigUInt64BE(at));
      return size === 4 ? data.readUInt32BE(at) : data.readUInt16BE(at);
    });
  }

  return { text: (tag) => texts(tag)[0], texts, numbers };
}

/** Up to `count` NUL-ended strings; fewer when the data ends before. */
function stringsAt(data: Buffer, offset: number, count: number): readonly string[] {
  let end = offset;
  for (let found = 0; found < count; found++) {
    const nul = data.indexOf(0, end);
    if (nul < 0) break;
    end = nul + 1;
  }
  return end === offset ? [] : data.toString('utf8', offset, end - 1).split('\0');
}
