import { crc32, deflateRawSync } from 'node:zlib';
import { writer } from './executables.ts';

/** One entry of a zip file for tests. What is not given is as it should be. */
export interface TestEntry {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  readonly stored?: boolean;
  readonly flags?: number;
  /** Name in the local header. */
  readonly localName?: string;
  /** Size as the directory claims it. */
  readonly claimedBytes?: number;
  /** Checksum as both headers claim it. */
  readonly claimedCrc32?: number;
  /** The directory points to the header of this entry instead. */
  readonly pointsTo?: number;
}

export interface TestZip {
  readonly prefix?: Uint8Array;
  readonly zip64?: boolean;
  readonly comment?: string;
  readonly claimedEntries?: number;
}

export function zip(entries: readonly TestEntry[], { prefix, zip64 = false, comment = '', claimedEntries }: TestZip = {}): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const { name, bytes, stored, flags = 0, localName = name, claimedBytes, claimedCrc32, pointsTo } of entries) {
    const content = Buffer.from(bytes as Uint8Array);
    const data = stored ? content : deflateRawSync(content);
    const method = stored ? 0 : 8;
    const size = claimedBytes ?? content.length;
    const crc = claimedCrc32 ?? crc32(content);
    offsets.push(at);
    const local = writer(30, true).u32(0, 0x04034b50).u16(6, flags).u16(8, method).u32(14, crc).u32(18, data.length).u32(22, size).u16(26, Buffer.byteLength(localName));
    const offset = pointsTo === undefined ? at : offsets[pointsTo]!;
    const extra = zip64 ? writer(28, true).u16(0, 1).u16(2, 24).word(4, size, 8).word(12, data.length, 8).word(20, offset, 8).bytes : Buffer.alloc(0);
    const central = writer(46, true).u32(0, 0x02014b50).u16(8, flags).u16(10, method).u32(16, crc);
    central.u32(20, zip64 ? 0xffffffff : data.length).u32(24, zip64 ? 0xffffffff : size);
    central.u16(28, Buffer.byteLength(name)).u16(30, extra.length).u32(42, zip64 ? 0xffffffff : offset);
    locals.push(local.bytes, Buffer.from(localName), data);
    centrals.push(central.bytes, Buffer.from(name), extra);
    at += 30 + Buffer.byteLength(localName) + data.length;
  }
  const directory = Buffer.concat(centrals);
  const count = claimedEntries ?? entries.length;
  const tail: Uint8Array[] = [];
  if (zip64) {
    tail.push(writer(56, true).u32(0, 0x06064b50).word(4, 44, 8).word(24, count, 8).word(32, count, 8).word(40, directory.length, 8).word(48, at, 8).bytes);
    tail.push(writer(20, true).u32(0, 0x07064b50).word(8, at + directory.length, 8).u32(16, 1).bytes);
  }
  const end = writer(22, true).u32(0, 0x06054b50).u16(8, zip64 ? 0xffff : count).u16(10, zip64 ? 0xffff : count);
  end.u32(12, zip64 ? 0xffffffff : directory.length).u32(16, zip64 ? 0xffffffff : at).u16(20, Buffer.byteLength(comment));
  return new Uint8Array(Buffer.concat([prefix ?? Buffer.alloc(0), ...locals, directory, ...tail, end.bytes, Buffer.from(comment)]));
}
