const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
const TAB = 0x09;

/** A longer name is none of ours. */
const MAX_NAME_BYTES = 64;
/** Of one field, continuation lines included; the rest is dropped. */
const MAX_VALUE_BYTES = 4096;
/** Values kept of all fields together. */
const MAX_VALUES = 1000;

/**
 * The wanted fields of a header block in the manner of RFC 822: `Name: value`, continued by lines that begin with white space, ended
 * by the first empty line (Python core metadata, PEP 566 and 643; the body is the description). Field names are compared without case.
 *
 * @param wanted lower-case names; fields of other names are skipped without becoming strings
 * @returns lower-case name → values in order; continuation lines are joined by `\n` without their indentation
 */
export function parseMetadataHeaders(
  bytes: Uint8Array,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  const decoder = new TextDecoder();
  let field: string | undefined;
  let parts: string[] = [];
  let size = 0;
  let kept = 0;
  const close = () => {
    if (field === undefined || kept >= MAX_VALUES) return;
    kept++;
    const value = parts.join('\n').trim();
    const values = fields.get(field);
    if (values === undefined) fields.set(field, [value]);
    else values.push(value);
  };
  const keep = (from: number, to: number) => {
    const end = Math.min(to, from + MAX_VALUE_BYTES - size);
    if (end <= from) return;
    size += end - from;
    parts.push(decoder.decode(bytes.subarray(from, end)).trim());
  };

  // TextDecoder would drop a byte order mark; the scan for names must too.
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    const found = bytes.indexOf(LINE_FEED, at);
    const next = found < 0 ? bytes.length : found + 1;
    let end = found < 0 ? bytes.length : found;
    if (end > at && bytes[end - 1] === CARRIAGE_RETURN) end--;
    if (end === at) break;
    if (bytes[at] === SPACE || bytes[at] === TAB) {
      if (field !== undefined) keep(at, end);
    } else {
      close();
      field = undefined;
      const colon = bytes.subarray(at, Math.min(end, at + MAX_NAME_BYTES)).indexOf(COLON);
      const name = colon < 1 ? '' : decoder.decode(bytes.subarray(at, at + colon)).toLowerCase();
      if (wanted.has(name)) {
        field = name;
        parts = [];
        size = 0;
        keep(at + colon + 1, end);
      }
    }
    at = next;
  }
  close();
  return fields;
}
