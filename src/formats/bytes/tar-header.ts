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
  const type = block[156]!;
  // Links, devices and directories have no body, so nobody asks for their size.
  if (size === undefined || (size < 0 && !(type >= 0x31 && type <= 0x36))) return undefined;
  const gnu = block[262] === 0x20 && block.latin1Slice(257, 265) === 'ustar  \0';
  const name = textAt(block, 0, 100);
  const prefix = prefixOf(block, gnu);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: textAt(block, 157, 100),
    type,
    mode: (numberAt(block, 100, 8) ?? 0) & 0o7777,
    uid: numberAt(block, 108, 8) ?? 0,
    gid: numberAt(block, 116, 8) ?? 0,
    size: Math.max(size, 0),
    ...(gnu && type === 0x53 && { sparse: oldSparse(block) }),
  };
}

/** Directories in front of the name. Star keeps times in the last bytes of the field. */
function prefixOf(block: Buffer, gnu: boolean): string {
  if (block[345] === 0) return '';
  if (block.latin1Slice(257, 263) === 'ustar\0')
    return textAt(block, 345, block.latin1Slice(508, 512) === 'tar\0' ? 131 : 155);
  if (!gnu) return '';
  // GNU has times there. Go wrote a prefix all the same until 1.8, and layers of then are still about; what is no time is one.
  const isTimes = numberAt(block, 345, 12) !== undefined && numberAt(block, 357, 12) !== undefined;
  const prefix = isTimes ? '' : textAt(block, 345, 155);
  return /^[\x01-\x7f]*$/.test(prefix) ? prefix : '';
}

function oldSparse(block: Uint8Array): NonNullable<RawHeader['sparse']> {
  return { realSize: numberAt(block, 483, 12) ?? 0, map: parseSparseRecords(block, 386, 4), more: block[482] !== 0 };
}

/** Sum of all bytes with the checksum field as blanks; old tars summed signed bytes. */
function hasRightChecksum(block: Buffer): boolean {
  const want = numberAt(block, 148, 8);
  if (want === undefined) return false;
  // Four bytes at a time, in two halves that cannot run over: millions of headers are summed up.
  let even = 0;
  let odd = 0;
  for (let i = 0; i < BLOCK; i += 4) {
    const four = block.readUInt32LE(i);
    even += four & 0xff00ff;
    odd += (four >>> 8) & 0xff00ff;
  }
  let sum = 256 + (even & 0xffff) + (even >>> 16) + (odd & 0xffff) + (odd >>> 16);
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
