import type { VersionScheme } from '../../model/version-scheme.ts';
import { endOfDigits, isDigit, isLetter, numberKey, schemeOfKey } from './parts/sort-key.ts';

/**
 * Debian and Ubuntu: `[epoch:]upstream[-revision]`, ordered by Debian Policy §5.6.12 and valid where
 * `dpkg --validate-version` says so. No epoch is epoch 0, no revision equals revision 0.
 */
export const deb: VersionScheme = schemeOfKey('deb', debKey);

const tilde = '\u0001';
const noMore = '\u0002';
// dpkg lets letters sort before the other signs, and its ASCII order is kept within both.
const signOffset = 0x80;

const upstreamPattern = /^\d[A-Za-z0-9.+~:-]*$/;
const revisionPattern = /^[A-Za-z0-9.+~]+$/;
const blanks = /^[ \t-\r]+|[ \t-\r]+$/g;
const maxEpoch = 2 ** 31 - 1;

function debKey(version: string): string | undefined {
  const text = version.replace(blanks, '');
  const colon = text.indexOf(':');
  const epoch = colon < 0 ? '' : epochOf(text.slice(0, colon));
  if (epoch === undefined) return undefined;
  const hyphen = text.lastIndexOf('-');
  const upstream = text.slice(colon + 1, hyphen < 0 ? undefined : hyphen);
  const revision = hyphen < 0 ? '' : text.slice(hyphen + 1);
  if (!upstreamPattern.test(upstream) || (hyphen >= 0 && !revisionPattern.test(revision))) return undefined;
  return numberKey(epoch) + partKey(upstream) + partKey(revision);
}

/** Digits of the epoch; dpkg reads it with strtol(3), which takes a plus sign, and refuses what does not fit an int. */
function epochOf(text: string): string | undefined {
  const digits = text.startsWith('+') ? text.slice(1) : text;
  return digits !== '' && endOfDigits(digits, 0) === digits.length && Number(digits) <= maxEpoch ? digits : undefined;
}

/** Text and number in turn, each may be empty; an absent one equals an empty one, so at least one pair is written. */
function partKey(part: string): string {
  let key = '';
  let at = 0;
  do {
    for (; at < part.length && !isDigit(part.charCodeAt(at)); at++) key += signKey(part.charCodeAt(at));
    const end = endOfDigits(part, at);
    key += noMore + numberKey(part.slice(at, end));
    at = end;
  } while (at < part.length);
  return key + noMore;
}

function signKey(code: number): string {
  if (code === 126) return tilde;
  return String.fromCharCode(isLetter(code) ? code : code + signOffset);
}
