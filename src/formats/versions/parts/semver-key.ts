import { endOfDigits, numberKey } from './sort-key.ts';

const release = '\uffff';
const number = '\u0001';
const text = '\u0002';
const end = '\u0000';

/**
 * Sort key of major.minor.patch and the identifiers after `-` (none for a release), by https://semver.org/#spec-item-11:
 * a release follows its prereleases; numbers precede text; when all are equal, fewer identifiers precede more.
 */
export function semverKey(numbers: readonly string[], prerelease: readonly string[]): string {
  const core = numberKey(numbers[0] ?? '') + numberKey(numbers[1] ?? '') + numberKey(numbers[2] ?? '');
  if (prerelease.length === 0) return core + release;
  let key = core;
  for (const part of prerelease) {
    key += endOfDigits(part, 0) === part.length ? number + numberKey(part) : text + part + end;
  }
  return key + end;
}
