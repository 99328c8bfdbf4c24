/**
 * Octal text, or base 256 when the top bit is set (GNU). Undefined when it is neither or beyond 2^53. Blanks and NULs around the digits
 * count for nothing; a blank among them makes it no number, and what follows a NUL is not read (as Go's archive/tar has it).
 */
export function numberAt(block: Uint8Array, at: number, length: number): number | undefined {
  const first = block[at]!;
  if (first & 0x80) {
    let value = first & 0x40 ? -1 : first & 0x3f;
    if (first & 0x40) return -1;
    for (let i = 1; i < length; i++) {
      value = value * 256 + block[at + i]!;
      if (value > Number.MAX_SAFE_INTEGER) return undefined;
    }
    return value;
  }
  let end = at + length;
  while (end > at && isBlank(block[end - 1]!)) end--;
  let from = at;
  while (from < end && isBlank(block[from]!)) from++;
  let value = 0;
  for (let i = from; i < end; i++) {
    const byte = block[i]!;
    if (byte === 0) break;
    if (byte < 0x30 || byte > 0x37) return undefined;
    value = value * 8 + (byte - 0x30);
  }
  return value;
}

function isBlank(byte: number): boolean {
  return byte === 0 || byte === 0x20;
}
