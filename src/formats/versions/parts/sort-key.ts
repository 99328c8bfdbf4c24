import type { SchemeId, VersionScheme } from '../../../model/version-scheme.ts';

/** No version of the field is near this long; whatever is longer is invalid in every scheme, so that hostile input costs nothing. */
export const maxVersionLength = 4096;

const maxRememberedLength = 128;
const maxRemembered = 8192;

/**
 * A scheme made of a sort key: versions order as their keys do as strings of UTF-16 units, which makes the order a
 * total preorder by construction. `keyOf` answers undefined for what the native tool refuses; such versions sort first.
 */
export function schemeOfKey(id: SchemeId, keyOf: (version: string) => string | undefined): VersionScheme {
  const remembered = remember(keyOf);
  return {
    id,
    isValid: (version) => remembered(version) !== undefined,
    compare(a, b) {
      const left = remembered(a) ?? '';
      const right = remembered(b) ?? '';
      return left < right ? -1 : left > right ? 1 : 0;
    },
  };
}

/** `parse` behind the length cap and a bounded memory: a match compares the same few bounds and versions again and again. */
export function remember<T extends NonNullable<unknown>>(parse: (version: string) => T | undefined): typeof parse {
  const known = new Map<string, T | undefined>();
  return (version) => {
    if (version.length > maxRememberedLength) return version.length > maxVersionLength ? undefined : parse(version);
    const found = known.get(version);
    if (found !== undefined || known.has(version)) return found;
    if (known.size >= maxRemembered) known.clear();
    const parsed = parse(version);
    known.set(version, parsed);
    return parsed;
  };
}

/** Digits of any length as a key that orders by value: how many digits count, then the digits. Sorts after every ASCII character. */
export function numberKey(digits: string): string {
  let start = 0;
  while (digits.charCodeAt(start) === 48) start++;
  return String.fromCharCode(0x100 + digits.length - start) + (start === 0 ? digits : digits.slice(start));
}

/** The key of zero, or of no digits at all. */
export const zeroKey: string = numberKey('');

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** ASCII letters only: no package manager's order knows others. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** The end of the run of digits that starts at `from`. */
export function endOfDigits(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}
