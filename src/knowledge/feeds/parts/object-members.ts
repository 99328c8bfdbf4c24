const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** One `"name": value` of a JSON object; `value` is a view of the given bytes. */
export interface Member {
  readonly name: string;
  readonly value: Uint8Array;
}

/**
 * The members of the JSON object that `bytes` hold, one by one and unparsed: Debian's tracker is one object of more bytes
 * than may become one string. Ends early, without an error, where the text stops being an object.
 */
export function* objectMembers(bytes: Uint8Array): Generator<Member> {
  let at = skipBlank(bytes, 0);
  if (bytes[at] !== 0x7b) return;
  at = skipBlank(bytes, at + 1);
  while (bytes[at] === QUOTE) {
    const nameEnd = endOfString(bytes, at);
    const colon = skipBlank(bytes, nameEnd);
    if (bytes[colon] !== 0x3a) return;
    const start = skipBlank(bytes, colon + 1);
    const end = endOfValue(bytes, start);
    const name = nameOf(bytes.subarray(at, nameEnd));
    if (name === undefined || end <= start || end >= bytes.length) return;
    yield { name, value: bytes.subarray(start, end) };
    at = skipBlank(bytes, end);
    if (bytes[at] !== 0x2c) return;
    at = skipBlank(bytes, at + 1);
  }
}

function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  return at;
}

/** Where the byte behind the closing quote stands; the end of the bytes when there is none. */
function endOfString(bytes: Uint8Array, quote: number): number {
  let at = quote + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at + 1, bytes.length);
}

/** Where the comma or bracket behind a value stands. */
function endOfValue(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfString(bytes, at);
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 0) return at;
      depth--;
    } else if (byte === 0x2c && depth === 0) return at;
    at++;
  }
  return at;
}

function nameOf(quoted: Uint8Array): string | undefined {
  if (quoted.length > 4096) return undefined;
  try {
    const name: unknown = JSON.parse(Buffer.from(quoted).toString('utf8'));
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
