/** Foreign JSON, looked at field by field: nothing in it has the type that its format promises until asked. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** UTF-8 without its byte order mark. */
export function stringOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list; whatever else stands in it is left out. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return listOf(value).flatMap<JsonObject>((item) => objectOf(item) ?? []);
}

/** A string with something in it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 ? value : undefined;
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap<string>((item) => textOf(item) ?? []);
}

/** ISO 8601 in UTC, to the millisecond; undefined for what is no date and for Go's zero time. */
export function dateOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || text.length > 40) return undefined;
  const ms = Date.parse(text);
  return ms > 0 ? new Date(ms).toISOString() : undefined;
}

/** The beginning of a text; a cut is marked. Upstream's advisories run to tens of kilobytes. */
export function clipped(text: string | undefined, length: number): string | undefined {
  return text === undefined || text.length <= length ? text : `${text.slice(0, length)}…`;
}
