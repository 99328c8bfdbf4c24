import { linesOf } from './lines.ts';

/** Field name in lower case → value; continuation lines follow after a line break, without their first blank. */
export type Paragraph = ReadonlyMap<string, string>;

/** Continuation lines beyond this are left out of a value. */
const VALUE_CHARS = 1 << 20;

/**
 * The paragraphs of a control file (deb822(5)), with the asked-for fields alone. A paragraph that has none of them is still
 * yielded, empty, so that a caller can tell garbage from nothing. Lines that are neither field nor continuation are passed over.
 */
export function* parseDeb822(bytes: Uint8Array, fields: ReadonlySet<string>): Generator<Paragraph> {
  let paragraph = new Map<string, string>();
  let open = false;
  let field: string | undefined;
  for (const line of linesOf(bytes)) {
    const first = line.charCodeAt(0);
    if (line.length === 0 || line.trim() === '') {
      if (open) yield paragraph;
      paragraph = new Map();
      open = false;
      field = undefined;
      continue;
    }
    open = true;
    if (first === 0x20 || first === 0x09) {
      if (field === undefined) continue;
      const value = paragraph.get(field)!;
      if (value.length < VALUE_CHARS) paragraph.set(field, `${value}\n${line.slice(1).trimEnd()}`);
      continue;
    }
    field = undefined;
    if (first === 0x23) continue;
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).toLowerCase();
    if (!fields.has(name) || paragraph.has(name)) continue;
    field = name;
    paragraph.set(name, line.slice(colon + 1).trim());
  }
  if (open) yield paragraph;
}
