import type { VersionScheme } from '../../model/version-scheme.ts';
import { numberKey, schemeOfKey, zeroKey } from './parts/sort-key.ts';

/**
 * Python: the version specifiers of packaging.python.org (PEP 440), read and ordered as `packaging.version.Version` does
 * (case, blanks, spellings of alpha/beta/rc/post, epochs, local versions). Legacy strings are invalid.
 */
export const pep440: VersionScheme = schemeOfKey('pep440', pep440Key);

const pattern =
  /^\s*v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?(?:-(\d+)|([-_.]?(?:post|rev|r)[-_.]?)(\d*))?(?:([-_.]?dev[-_.]?)(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$/i;

const lowest = '\u0001';
const highest = '\uffff';
const end = '\u0000';

function pep440Key(version: string): string | undefined {
  const found = pattern.exec(version);
  if (found === null) return undefined;
  const [, epoch, release, phase, phaseNumber, implicitPost, postWord, postNumber, devWord, devNumber, local] = found;
  const post = implicitPost ?? (postWord === undefined ? undefined : postNumber!);
  const dev = devWord === undefined ? undefined : devNumber!;
  // A dev release of the release itself (1.0.dev1) precedes the pre-releases (1.0a1); every other has no phase and follows.
  const noPhase = post === undefined && dev !== undefined ? lowest : highest;
  return (
    (epoch === undefined ? zeroKey : numberKey(epoch)) +
    releaseKey(release!) +
    (phase === undefined ? noPhase : phaseKey(phase) + numberKey(phaseNumber!)) +
    (post === undefined ? lowest : numberKey(post)) +
    (dev === undefined ? highest : numberKey(dev)) +
    (local === undefined ? end : localKey(local))
  );
}

function releaseKey(release: string): string {
  let key = '';
  let zeros = '';
  for (const part of release.split('.')) {
    const partKey = numberKey(part);
    if (partKey === zeroKey) zeros += partKey;
    else {
      key += zeros + partKey;
      zeros = '';
    }
  }
  return key + end; // zeros at the end do not count: 1.0 is 1
}

/** a < b < rc, by the first letter of any spelling: c, pre and preview are rc. */
function phaseKey(phase: string): string {
  const first = phase[0]!.toLowerCase();
  return first === 'a' || first === 'b' ? first : 'r';
}

/** Segments in turn; text precedes numbers, fewer segments precede more. */
function localKey(local: string): string {
  let key = '';
  for (const part of local.toLowerCase().split(/[-_.]/)) {
    key += /^\d+$/.test(part) ? `\u0003${numberKey(part)}` : `\u0002${part}${end}`;
  }
  return lowest + key + end;
}
