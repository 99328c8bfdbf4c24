import type { VersionScheme } from '../../model/version-scheme.ts';
import { semverKey } from './parts/semver-key.ts';
import { endOfDigits, isDigit, isLetter, schemeOfKey } from './parts/sort-key.ts';

/**
 * npm, crates.io and others: Semantic Versioning 2.0.0 (semver.org), build metadata ignored, in the loose reading of
 * node-semver that npm's registry accepts (leading `v`, `=` and blanks, leading zeros, `1.2.3beta`), and beyond it:
 * - missing parts are 0, since OSV writes bounds such as `0`, `1` or `1.2`;
 * - numbers of any size (node-semver refuses above 2^53, Cargo above 2^64).
 */
export const semver: VersionScheme = schemeOfKey('semver', looseKey);

function looseKey(version: string): string | undefined {
  const text = version.trim();
  let at = 0;
  while (' \t=v'.includes(text.charAt(at)) && at < text.length) at++;
  const numbers: string[] = [];
  do {
    const end = endOfDigits(text, at);
    if (end === at) return undefined;
    numbers.push(text.slice(at, end));
    at = end + 1;
  } while (numbers.length < 3 && text[at - 1] === '.');
  at--;
  const plus = text.indexOf('+', at);
  const end = plus < 0 ? text.length : plus;
  if (plus >= 0 && identifiersOf(text.slice(plus + 1)) === undefined) return undefined;
  if (at === end) return semverKey(numbers, []);
  const hyphen = text[at] === '-';
  // Only after three numbers is `beta` without a hyphen a prerelease; `1.2beta` would be a guess.
  if (!hyphen && numbers.length < 3) return undefined;
  const prerelease = identifiersOf(text.slice(hyphen && at + 1 < end ? at + 1 : at, end));
  return prerelease && semverKey(numbers, prerelease);
}

/** Identifiers between dots, of letters, digits and hyphens, none empty; undefined when they are not that. */
function identifiersOf(text: string): readonly string[] | undefined {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code) && !isLetter(code) && code !== 45 && code !== 46) return undefined;
  }
  const identifiers = text.split('.');
  return identifiers.includes('') ? undefined : identifiers;
}
