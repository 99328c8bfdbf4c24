import { limits } from './limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * The value of a JSON document of a stranger (RFC 8259); a byte order mark is passed over. Undefined when it is none, longer than
 * `limits.stringBytes`, or nested deeper than `limits.jsonDepth`: whoever walks through the value may then recurse.
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length > limits.stringBytes || depthOf(bytes) > limits.jsonDepth) return undefined;
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

/** `parseJson`, when that is an object (no array, not null). */
export function parseJsonObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(bytes);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

const decoder = new TextDecoder();

/** The deepest nesting of brackets outside of strings; stops counting above the limit. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      at = bytes.indexOf(QUOTE, at + 1);
      while (at > 0 && isEscaped(bytes, at)) at = bytes.indexOf(QUOTE, at + 1);
      if (at < 0) return deepest;
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > deepest) deepest = depth;
      if (deepest > limits.jsonDepth) return deepest;
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}

function isEscaped(bytes: Uint8Array, at: number): boolean {
  let count = 0;
  while (bytes[at - 1 - count] === BACKSLASH) count++;
  return count % 2 === 1;
}
