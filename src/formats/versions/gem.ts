import type { VersionScheme } from '../../model/version-scheme.ts';
import { isDigit, numberKey, remember, zeroKey } from './parts/sort-key.ts';

/**
 * RubyGems: Gem::Version (lib/rubygems/version.rb). A letter makes a prerelease, `-` means `.pre.`, digits and letters split
 * anywhere, zeros at the end of the numbers and of the whole do not count. Letters compare as bytes: `A` < `a`.
 * The empty string, which RubyGems reads as 0, is invalid: nothing said is not version 0.
 */
export const gem: VersionScheme = {
  id: 'gem',
  isValid: (version) => segmentsOf(version) !== undefined,
  compare(a, b) {
    const left = segmentsOf(a);
    const right = segmentsOf(b);
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1;
    const length = Math.max(left.length, right.length);
    for (let at = 0; at < length; at++) {
      const one = left[at] ?? zeroKey;
      const two = right[at] ?? zeroKey;
      if (one !== two) return one < two ? -1 : 1;
    }
    return 0;
  },
};

const pattern = /^\s*\d+(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?\s*$/;

/** Letters as they are, numbers as number keys, which follow all letters: text precedes numbers. */
const segmentsOf = remember((version: string): readonly string[] | undefined => {
  if (!pattern.test(version)) return undefined;
  const segments = version.replaceAll('-', '.pre.').match(/\d+|[A-Za-z]+/g)!;
  const firstText = segments.findIndex((segment) => !isDigit(segment.charCodeAt(0)));
  const keys = segments.map((segment) => (isDigit(segment.charCodeAt(0)) ? numberKey(segment) : segment));
  if (firstText < 0) return withoutZeros(keys);
  return [...withoutZeros(keys.slice(0, firstText)), ...withoutZeros(keys.slice(firstText))];
});

function withoutZeros(keys: readonly string[]): readonly string[] {
  let end = keys.length;
  while (keys[end - 1] === zeroKey) end--;
  return keys.slice(0, end);
}
