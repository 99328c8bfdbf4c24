/** `user:password@`, as an address or the name of an image may hold; what follows the sign is no digest (`name:tag@sha256:…`). */
const PASSWORD = /(^|\/\/)[^\s/@:]*:(?!\/\/)\S*@(?![a-z0-9]+:[0-9a-f]{32})/gi;

/** A name is looked at as far, which is more than is ever shown. */
const LOOKED_AT = 4096;

/**
 * Foreign text as it may stand in an error: one line, no control or direction characters, no password that stands before a host, at most `max`
 * characters.
 */
export function printable(text: string, max = 120): string {
  const clean = text
    .slice(0, LOOKED_AT)
    .replace(PASSWORD, '$1***@')
    .slice(0, max + 1)
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`);
  return clean.length > max ? `${clean.slice(0, max)}…` : clean;
}

/** A line of help that names what there is: at most `most` of the names, and how many more. */
export function namesOf(names: readonly string[], most = 10): string {
  const shown = names.slice(0, most).map((name) => printable(name, 80));
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ');
}
