/**
 * Whether a foreign reference may stand where a program will make a link of it: http(s), no blank, control or quote (RFC 3986 §2).
 * Other references stay in the JSON form, where they are text.
 */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[\w!#$%&'()*+,\-./:;=?@[\]~]+$/.test(text);
}

/** The page that a public database keeps for an id, where the id alone tells it. */
export function pageOf(id: string): string | undefined {
  if (/^CVE-\d{4}-\d{4,}$/.test(id)) return `https://nvd.nist.gov/vuln/detail/${id}`;
  if (/^GHSA(?:-[0-9a-z]{4}){3}$/.test(id)) return `https://github.com/advisories/${id}`;
  return undefined;
}
