/** Octal text, or base 256 when the top bit is set (GNU). Undefined when it is neither or beyond 2^53. */
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
  let value = 0;
  let seen = false;
  for (let i = at; i < at + length; i++) {
    const byte = block[i]!;
    if (byte === 0x20 && !seen) continue;
    if (byte === 0 || byte === 0x20) {
      if (byte === 0 && !seen) continue;
      break;
    }
    if (byte < 0x30 || byte > 0x37) return undefined;
    value = value * 8 + (byte - 0x30);
    seen = true;
  }
  return value;
}
