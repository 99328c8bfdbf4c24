/** Go's `unicode.IsSpace` over bytes: the length of the white space at `at`, 0 when there is none. */
export function spaceLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return 1;
  return code < 0x80 || Number.isNaN(code) ? 0 : wideSpaceLength(text, at, code);
}

/** UTF-8 of U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000. */
function wideSpaceLength(text: string, at: number, code: number): number {
  const next = text.charCodeAt(at + 1);
  if (code === 0xc2) return next === 0x85 || next === 0xa0 ? 2 : 0;
  const last = text.charCodeAt(at + 2);
  if (code === 0xe1) return next === 0x9a && last === 0x80 ? 3 : 0;
  if (code === 0xe3) return next === 0x80 && last === 0x80 ? 3 : 0;
  if (code !== 0xe2) return 0;
  if (next === 0x80) return (last >= 0x80 && last <= 0x8a) || last === 0xa8 || last === 0xa9 || last === 0xaf ? 3 : 0;
  return next === 0x81 && last === 0x9f ? 3 : 0;
}

/** The first place from `at` up to `end` that is no white space. */
export function skipSpace(text: string, at: number, end: number): number {
  let next = at;
  while (next < end) {
    const length = spaceLength(text, next);
    if (length === 0) break;
    next += length;
  }
  return Math.min(next, end);
}

/** `end` without the white space before it, but not below `start`. */
export function trimSpaceEnd(text: string, start: number, end: number): number {
  let last = end;
  for (;;) {
    const width = [1, 2, 3].find((length) => last - length >= start && spaceLength(text, last - length) === length);
    if (width === undefined) return last;
    last -= width;
  }
}

/** What separates words on a line: BuildKit's own class of bytes, smaller than Unicode's white space. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0b || code === 0x0c || code === 0x0d;
}

/** The length of the letter, digit or underscore at `at`, 0 when there is none; of any alphabet. */
export function nameLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f) return 1;
  if (code < 0xc2 || Number.isNaN(code)) return 0;
  const length = code < 0xe0 ? 2 : code < 0xf0 ? 3 : 4;
  return /^[\p{L}\p{Nd}]$/u.test(decodeUtf8(text.slice(at, at + length))) ? length : 0;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Bytes as text that people see. */
export function decodeUtf8(bytes: string): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Text as one character for each byte. */
export function encodeUtf8(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

function isAscii(text: string): boolean {
  return !/[^\x00-\x7f]/.test(text);
}
