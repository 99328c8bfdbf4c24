import type { VersionScheme } from '../../model/version-scheme.ts';
import { endOfDigits, isDigit, isLetter, numberKey, schemeOfKey, zeroKey } from './parts/sort-key.ts';

/**
 * RPM: `[epoch:]version[-release]`, ordered by rpmvercmp (rpm's docs/manual and rpmio/rpmvercmp.c): segments of letters or
 * digits, separators do not count, `~` sorts before the end, `^` after the end but before any more segments.
 * No epoch is epoch 0. A label without a release precedes the same label with one, as in rpmverCmp and the Lua
 * `rpm.vercmp`; the dependency solver lets such a label equal every release instead, which is no order (it is not transitive).
 * Valid is what rpmbuild lets through as Version and Release.
 */
export const rpm: VersionScheme = schemeOfKey('rpm', rpmKey);

const tilde = '\u0001';
const end = '\u0002';
const caret = '\u0003';
const letters = '\u0004';
const digits = '\u0005';

const pattern = /^(?:(\d*):)?([A-Za-z0-9._+%{}~^]+)(?:-([A-Za-z0-9._+%{}~^]+))?$/;

function rpmKey(label: string): string | undefined {
  const found = pattern.exec(label);
  if (found === null) return undefined;
  const [, epoch, version, release] = found;
  const key = (epoch ? numberKey(epoch) : zeroKey) + partKey(version!);
  return release === undefined ? key : key + end + partKey(release);
}

function partKey(part: string): string {
  let key = '';
  let at = 0;
  while (at < part.length) {
    const code = part.charCodeAt(at);
    let next = at + 1;
    if (isDigit(code)) {
      next = endOfDigits(part, at);
      key += digits + numberKey(part.slice(at, next));
    } else if (isLetter(code)) {
      while (isLetter(part.charCodeAt(next))) next++;
      key += letters + part.slice(at, next);
    } else if (code === 126) {
      key += tilde;
    } else if (code === 94) {
      key += caret;
    }
    at = next;
  }
  return key + end;
}
