import { limits } from './limits.ts';

/** The records `length key=value\n` of a PAX header. Undefined when they are malformed. Later keys win. */
export function parsePax(bytes: Uint8Array): Map<string, Uint8Array> | undefined {
  const records = new Map<string, Uint8Array>();
  let at = 0;
  while (at < bytes.length) {
    let length = 0;
    let i = at;
    for (; i < bytes.length && i - at < 20 && bytes[i] !== 0x20; i++) {
      const digit = bytes[i]! - 0x30;
      if (digit < 0 || digit > 9) return bytes.subarray(at).every((byte) => byte === 0) ? records : undefined;
      length = length * 10 + digit;
    }
    const end = at + length;
    if (length < 5 || end > bytes.length || bytes[end - 1] !== 0x0a || bytes[i] !== 0x20) return undefined;
    const equals = bytes.indexOf(0x3d, i + 1);
    if (equals < 0 || equals >= end) return undefined;
    if (equals - i < limits.pathBytes) {
      const key = Buffer.from(bytes.buffer, bytes.byteOffset + i + 1, equals - i - 1).toString('latin1');
      // Old sparse maps repeat two keys, in order; they are joined as version 0.1 writes them.
      const before =
        key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes' ? records.get('GNU.sparse.map') : undefined;
      const value = bytes.subarray(equals + 1, end - 1);
      if (key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes') {
        records.set('GNU.sparse.map', before === undefined ? value : Buffer.concat([before, COMMA, value]));
      } else records.set(key, value);
    }
    at = end;
  }
  return records;
}

const COMMA = new Uint8Array([0x2c]);

/** A record that changes which bytes an entry has or what it is called, among these. */
export function telling(records: ReadonlyMap<string, Uint8Array>): string | undefined {
  return [...records.keys()].find((key) => /^(?:path|linkpath|size|GNU\.sparse\..*)$/.test(key));
}
