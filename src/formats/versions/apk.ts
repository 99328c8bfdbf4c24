import type { VersionScheme } from '../../model/version-scheme.ts';
import { endOfDigits, isDigit, numberKey, schemeOfKey } from './parts/sort-key.ts';

/**
 * Alpine, Wolfi, Chainguard: `digits{.digits}[letter][_suffix[digits]]…[~hash][-r digits]`, the grammar and order of
 * apk-tools 3 (apk-package(5), src/version.c). A component after a dot that begins with 0 is compared as text, so 1.05 < 1.4.
 * Two versions that agree so far are told apart by what comes next: a pre-suffix precedes the end, the end precedes the rest.
 *
 * Beyond it, digits right after the letter are read as apk-tools 2 reads them: secdb holds such versions
 * (opensmtpd 6.6.4p1-r0), and apk-tools 3, which refuses them, would call p1 and p2 equal.
 */
export const apk: VersionScheme = schemeOfKey('apk', apkKey);

// What may come next, in the order that decides when two versions differ in kind.
const suffixes: ReadonlyMap<string, string> = new Map([
  ['alpha', '\u0001'],
  ['beta', '\u0002'],
  ['pre', '\u0003'],
  ['rc', '\u0004'],
  ['cvs', '\u0009'],
  ['svn', '\u000a'],
  ['git', '\u000b'],
  ['hg', '\u000c'],
  ['p', '\u000d'],
]);
const end = '\u0005';
const revision = '\u0006';
const hash = '\u0007';
const suffixNumber = '\u0008';
const letter = '\u000e';
const number = '\u000f';

const pattern = /^(\d+)((?:\.\d+)*)([a-z]\d*)?((?:_[a-z]+\d*)*)(?:~([0-9a-f]+))?(?:-r(\d+))?$/;

function apkKey(version: string): string | undefined {
  const found = pattern.exec(version);
  if (found === null) return undefined;
  const [, first, dotted, lettered, suffixed, commit, release] = found;
  const suffixKey = suffixed ? suffixesKey(suffixed) : '';
  if (suffixKey === undefined) return undefined;
  let key = numberKey(first!);
  if (dotted) for (const component of dotted.slice(1).split('.')) key += number + componentKey(component);
  if (lettered) key += letter + lettered[0];
  if (lettered && lettered.length > 1) key += number + numberKey(lettered.slice(1));
  key += suffixKey;
  if (commit !== undefined) key += hash + commit;
  if (release !== undefined) key += revision + numberKey(release);
  return key + end;
}

/** Text that begins with 0 precedes every number without, since a number's key follows all ASCII. */
function componentKey(digits: string): string {
  return digits.startsWith('0') ? digits : numberKey(digits);
}

function suffixesKey(text: string): string | undefined {
  let key = '';
  for (const suffix of text.slice(1).split('_')) {
    let at = 0;
    while (!isDigit(suffix.charCodeAt(at)) && at < suffix.length) at++;
    const rank = suffixes.get(suffix.slice(0, at));
    if (rank === undefined) return undefined;
    key += rank;
    if (at < suffix.length) key += suffixNumber + numberKey(suffix.slice(at, endOfDigits(suffix, at)));
  }
  return key;
}
