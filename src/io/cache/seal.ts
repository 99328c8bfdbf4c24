import { crc32 } from 'node:zlib';

const SEAL_BYTES = 4;

/** The parts of a file with their CRC-32 behind them. */
export function seal(parts: readonly Uint8Array[]): Uint8Array[] {
  const end = Buffer.alloc(SEAL_BYTES);
  end.writeUInt32LE(parts.reduce((sum, part) => crc32(part, sum), 0));
  return [...parts, end];
}

/** What was sealed; undefined when it is not what was written: a changed version of a package would be a wrong verdict that nobody sees. */
export function unseal(bytes: Buffer): Buffer | undefined {
  if (bytes.length < SEAL_BYTES) return undefined;
  const content = bytes.subarray(0, -SEAL_BYTES);
  return crc32(content) === bytes.readUInt32LE(content.length) ? content : undefined;
}
