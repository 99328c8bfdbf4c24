/** Ids of flaws, of advisories and of packages, as foreign documents spell them. */

const CVE = /^CVE-\d{4}-\d{4,19}$/;

/** Exactly one CVE id (https://cve.org, "CVE ID syntax"). */
export function isCve(id: string): boolean {
  return CVE.test(id);
}

/** Whether a text can be an id: printable, no blanks, short. */
export function isId(text: string): boolean {
  return /^[!-~]{1,128}$/.test(text);
}

/** Whether a text can be a package name of any registry: no blanks or control characters, nothing beyond the basic plane, at most 512 characters. */
export function isPackageName(text: string): boolean {
  return /^[^\s\u0000-\u001f\u007f\ud800-\udfff]{1,512}$/.test(text);
}

/** Flaw ids named in one entry of a secdb, which may hold several, comments and other trackers' numbers: `CVE-2018-3639  XSA-263`. A CVE counts before all else. */
export function idsIn(entry: string): readonly string[] {
  const cves = entry.slice(0, 1000).match(/CVE[-_]\d{4}-\d{4,19}/g);
  if (cves !== null) return [...new Set(cves.map((cve) => cve.replace('CVE_', 'CVE-')))];
  const other = entry
    .slice(0, 1000)
    .split(/\s+/)
    .find((word) => /^(?!CVE)[A-Za-z]+-[A-Za-z0-9:-]*\d[A-Za-z0-9-]*$/.test(word));
  return other === undefined || !isId(other) ? [] : [other];
}

// Who speaks in a record, by the beginning of its id.
const sources: Readonly<Record<string, string>> = {
  ALBA: 'almalinux',
  ALEA: 'almalinux',
  ALPINE: 'alpine',
  ALSA: 'almalinux',
  BELL: 'alpaquita',
  CGA: 'chainguard',
  DEBIAN: 'debian',
  DLA: 'debian',
  DSA: 'debian',
  LSN: 'ubuntu',
  RLSA: 'rocky',
  RXSA: 'rocky',
  UBUNTU: 'ubuntu',
  USN: 'ubuntu',
};

/** Who rates in a record: the distribution's id, else the prefix of its id in lower case (`ghsa`, `go`, `pysec`, `mal`). */
export function sourceOf(id: string): string {
  const prefix = /^(?:x_)?([A-Za-z]+)/.exec(id)?.[1] ?? 'osv';
  return (Object.hasOwn(sources, prefix) && sources[prefix]) || prefix.toLowerCase();
}
