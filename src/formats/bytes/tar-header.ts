import { decodeName } from './entry-path.ts';
import { numberAt } from './tar-number.ts';
import { parseSparseRecords, type SparseSegment } from './tar-sparse.ts';

/** What a header block says, before PAX and GNU extensions are applied (POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"). */
export interface RawHeader {
  /** Decoded as `decodeName` does. */
  readonly name: string;
  readonly linkName: string;
  readonly type: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** First of the 24-byte sparse records of an old GNU sparse header, when it is one. */
  readonly sparse?: { readonly realSize: number; readonly map: readonly SparseSegment[]; readonly more: boolean };
}

export const BLOCK = 512;

/** Whether a block is all zeros: two of them end an archive. */
export function isZeroBlock(block: Uint8Array): boolean {
  for (let i = 0; i < BLOCK; i++) if (block[i] !== 0) return false;
  return true;
}

/** Reads a header block. Undefined when its checksum is wrong or a size is no number. */
export function parseHeader(block: Buffer): RawHeader | undefined {
  if (!hasRightChecksum(block)) return undefined;
  const size = numberAt(block, 124, 12);
  if (size === undefined || size < 0) return undefined;
  const gnu = block[257] === 0x75 && block[262] === 0x20;
  const posix = block[257] === 0x75 && block[262] === 0;
  const name = textAt(block, 0, 100);
  const prefix = posix ? textAt(block, 345, 155) : '';
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: textAt(block, 157, 100),
    type: block[156]!,
    mode: (numberAt(block, 100, 8) ?? 0) & 0o7777,
    uid: numberAt(block, 108, 8) ?? 0,
    gid: numberAt(block, 116, 8) ?? 0,
    size,
    ...(gnu && block[156] === 0x53 && { sparse: oldSparse(block) }),
  };
}

function oldSparse(block: Uint8Array): NonNullable<RawHeader['sparse']> {
  return { realSize: numberAt(block, 483, 12) ?? 0, map: parseSparseRecords(block, 386, 4), more: block[482] !== 0 };
}

/** Sum of all bytes with the checksum field as blanks; old tars summed signed bytes. */
function hasRightChecksum(block: Uint8Array): boolean {
  const want = numberAt(block, 148, 8);
  if (want === undefined) return false;
  let sum = 256;
  for (let i = 0; i < BLOCK; i++) sum += block[i]!;
  for (let i = 148; i < 156; i++) sum -= block[i]!;
  if (want === sum) return true;
  for (let i = 0; i < BLOCK; i++) if (block[i]! > 127 && (i < 148 || i >= 156)) sum -= 256;
  return want === sum;
}

/** Text up to the first NUL. Thousands of headers are read: plain ASCII costs one call and no view of the bytes. */
function textAt(block: Buffer, at: number, length: number): string {
  let end = at;
  let isAscii = true;
  for (; end < at + length && block[end] !== 0; end++) if (block[end]! > 0x7f) isAscii = false;
  if (end === at) return '';
  return isAscii ? block.latin1Slice(at, end) : decodeName(block.subarray(at, end));
}
