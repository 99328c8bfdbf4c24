/**
 * What JSON may hold as it is, but a terminal would act on: C1 controls, DEL, marks that change the direction of the text,
 * invisible characters, line separators. JSON itself escapes C0 controls and lone surrogates.
 */
const ACTIVE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** JSON text, two blanks of indentation, with a final line break. Parses to the same value as unescaped JSON. */
export function printJson(value: unknown): string {
  return `${escapeActive(JSON.stringify(value, null, 2))}\n`;
}

function escapeActive(json: string): string {
  return json.replace(ACTIVE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
