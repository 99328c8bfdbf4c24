import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What families share to make their seeds. */

export const text = (content: string): Uint8Array => new Uint8Array(Buffer.from(content));
export const texts = (...contents: readonly string[]): readonly Uint8Array[] => contents.map(text);
export const json = (value: unknown): Uint8Array => text(JSON.stringify(value));

const root = join(import.meta.dirname, '../..');

/** A file of the repository. */
export function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(root, path)));
}

/** The first program of this machine that is there and small enough; none is no failure: the made ones remain. */
export function program(...paths: readonly string[]): readonly Uint8Array[] {
  const found = paths.find((path) => existsSync(path));
  return found === undefined ? [] : [new Uint8Array(readFileSync(found)).slice(0, 256 << 10)];
}
