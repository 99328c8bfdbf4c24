import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { PlimsollError } from '../model/error.ts';

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** A directory of 4 million members; the largest bulk file of OSV.dev has 0.3 million. */
const DIRECTORY_BYTES = 512 << 20;

export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The files in a zip on disk, one at a time in the order of its directory: only the directory and one member are ever in memory
 * (APPNOTE 6.3.10, with zip64). Stored and deflated members; checked against their CRC.
 * Throws `knowledge/zip-unreadable` when the directory or a member is broken, encrypted, or unpacks to more than `memberBytes`.
 */
export function* zipMembers(path: string, memberBytes: number): Generator<ZipMember> {
  const file = openSync(path, 'r');
  try {
    const directory = directoryOf(file, path);
    for (let at = 0; at + 46 <= directory.length; ) {
      if (directory.readUInt32LE(at) !== CENTRAL) throw broken(path, 'its directory ends early');
      const nameLength = directory.readUInt16LE(at + 28);
      const extraLength = directory.readUInt16LE(at + 30);
      const end = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
      if (end > directory.length) throw broken(path, 'its directory is cut off');
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
      if (!name.endsWith('/')) yield { name, bytes: bytesOf(file, path, name, entryOf(directory, at), memberBytes) };
      at = end;
    }
  } finally {
    closeSync(file);
  }
}

interface Entry {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
  readonly nameLength: number;
}

function entryOf(directory: Buffer, at: number): Entry {
  const nameLength = directory.readUInt16LE(at + 28);
  const wide = wideFieldsOf(directory, at + 46 + nameLength, directory.readUInt16LE(at + 30));
  // Zip64: each field that is all ones stands in the extra field instead, in this order.
  const take = (value: number): number => (value === 0xffffffff ? (wide.shift() ?? value) : value);
  const unpacked = take(directory.readUInt32LE(at + 24));
  const packed = take(directory.readUInt32LE(at + 20));
  const offset = take(directory.readUInt32LE(at + 42));
  const flags = directory.readUInt16LE(at + 8);
  return {
    flags,
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    packed,
    unpacked,
    offset,
    nameLength,
  };
}

function wideFieldsOf(directory: Buffer, start: number, length: number): number[] {
  for (let at = start; at + 4 <= start + length; ) {
    const size = directory.readUInt16LE(at + 2);
    if (directory.readUInt16LE(at) === 1 && at + 4 + size <= start + length) {
      return Array.from({ length: size >> 3 }, (_, index) => Number(directory.readBigUInt64LE(at + 4 + 8 * index)));
    }
    at += 4 + size;
  }
  return [];
}

function bytesOf(file: number, path: string, name: string, entry: Entry, memberBytes: number): Uint8Array {
  const size = fstatSync(file).size;
  if ((entry.flags & 1) !== 0) throw broken(path, `${name} is encrypted`);
  if (entry.unpacked > memberBytes || entry.packed > memberBytes)
    throw broken(path, `${name} has more than ${memberBytes} bytes`);
  // The local header's extra field may be longer than the directory's: one read gets it in nearly all cases.
  const guess = 30 + entry.nameLength + 64 + entry.packed;
  let block = readAt(file, entry.offset, Math.min(guess, Math.max(0, size - entry.offset)));
  if (block.length < 30 || block.readUInt32LE(0) !== LOCAL)
    throw broken(path, `${name} is not where its directory says`);
  const start = 30 + block.readUInt16LE(26) + block.readUInt16LE(28);
  if (start + entry.packed > block.length)
    block = readAt(file, entry.offset, Math.min(start + entry.packed, size - entry.offset));
  const packed = block.subarray(start, start + entry.packed);
  if (packed.length < entry.packed) throw broken(path, `${name} is cut off`);
  const bytes = unpack(packed, entry.method, memberBytes);
  if (bytes === undefined) throw broken(path, `${name} does not unpack`);
  if (crc32(bytes) !== entry.crc) throw broken(path, `${name} is damaged (CRC)`);
  return bytes;
}

function unpack(packed: Buffer, method: number, memberBytes: number): Uint8Array | undefined {
  if (method === 0) return packed;
  if (method !== 8) return undefined;
  try {
    return inflateRawSync(packed, { maxOutputLength: memberBytes });
  } catch {
    return undefined;
  }
}

function directoryOf(file: number, path: string): Buffer {
  const size = fstatSync(file).size;
  const tailStart = Math.max(0, size - 65_557);
  const tail = readAt(file, tailStart, size - tailStart);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw broken(path, 'it has no directory at its end');
  let length = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR64) {
    const end = readAt(file, Number(tail.readBigUInt64LE(at - 12)), 56);
    if (end.length < 56 || end.readUInt32LE(0) !== END64) throw broken(path, 'its zip64 directory is missing');
    length = Number(end.readBigUInt64LE(40));
    offset = Number(end.readBigUInt64LE(48));
  }
  if (length > DIRECTORY_BYTES || offset + length > size) throw broken(path, 'its directory is cut off');
  return readAt(file, offset, length);
}

/** At most `length` bytes; fewer at the end of the file, none at an offset that no file has. */
function readAt(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(Math.max(0, length));
  const isPlace = Number.isSafeInteger(offset) && offset >= 0;
  const read = isPlace && length > 0 ? readSync(file, buffer, 0, length, offset) : 0;
  return buffer.subarray(0, read);
}

function broken(path: string, why: string): PlimsollError {
  return new PlimsollError('knowledge/zip-unreadable', `${path} is no readable zip: ${why}`);
}
