import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** Names and lazily unpacked texts of the members of a well-formed zip file (PKWARE APPNOTE §4.3, no zip64); for the oracle's own inputs alone. */
export function zipMembers(path: string): { readonly name: string; text(): string }[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf('PK\x05\x06');
  if (end < 0) throw new Error(`no zip file: ${path}`);
  const members: { name: string; text(): string }[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const method = bytes.readUInt16LE(at + 10);
    const compressedBytes = bytes.readUInt32LE(at + 20);
    const nameBytes = bytes.readUInt16LE(at + 28);
    const header = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const packed = bytes.subarray(start, start + compressedBytes);
    members.push({ name, text: () => (method === 0 ? packed : inflateRawSync(packed)).toString('utf8') });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return members;
}
