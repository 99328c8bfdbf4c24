/** A JSON object of a stranger. */
export type JsonObject = Readonly<Record<string, unknown>>;

const NONE: readonly never[] = [];

export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The list, or an empty one: most members of every format are optional. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE;
}

/** Text with something in it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? []);
}

export function objectsOf(value: unknown): readonly JsonObject[] {
  if (!Array.isArray(value)) return NONE;
  return listOf(value)
    .map(objectOf)
    .filter((item) => item !== undefined);
}
