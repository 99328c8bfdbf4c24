const SURROGATE = /[\ud800-\udfff]/;

/**
 * The bytes of a key, in the order in which JavaScript sorts strings (by UTF-16 code units), so that who sorts and who stores need not agree
 * on more. UTF-8 but for surrogates, each of which is three bytes of its own (CESU-8, Unicode TR #26), lone ones too.
 */
export function encodeKey(key: string): Buffer {
  if (!SURROGATE.test(key)) return Buffer.from(key, 'utf8');
  const parts: Buffer[] = [];
  for (const unit of key.split('')) {
    const code = unit.charCodeAt(0);
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    parts.push(
      isHalf ? Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]) : Buffer.from(unit),
    );
  }
  return Buffer.concat(parts);
}

/** The key again. */
export function decodeKey(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // A byte that starts a surrogate's three, and nothing else that UTF-8 knows.
  if (!hasHalves(buffer)) return buffer.toString('utf8');
  let key = '';
  for (let at = 0; at < buffer.length; ) {
    const first = buffer[at]!;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : 3;
    key += isHalfAt(buffer, at)
      ? String.fromCharCode(((first & 15) << 12) | ((buffer[at + 1]! & 63) << 6) | (buffer[at + 2]! & 63))
      : buffer.toString('utf8', at, at + length);
    at += length;
  }
  return key;
}

function hasHalves(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(0xed); at >= 0; at = bytes.indexOf(0xed, at + 1)) if (isHalfAt(bytes, at)) return true;
  return false;
}

function isHalfAt(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0xed && bytes[at + 1]! >= 0xa0 && at + 2 < bytes.length;
}
