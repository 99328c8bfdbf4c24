import { readFile, stat } from 'node:fs/promises';
import { limits } from '../../../formats/bytes/limits.ts';
import { PlimsollError } from '../../../model/error.ts';
import { parseObject } from '../../layout/layout-index.ts';
import { printable } from '../../layout/printable.ts';

export type Table = Readonly<Record<string, unknown>>;

/**
 * The document of a TOML file; undefined when there is no such file. One that cannot be read ends the command
 * (`registry/bad-configuration`): it may hold the word that forbids a registry.
 */
export async function readToml(path: string): Promise<Table | undefined> {
  const text = await readText(path);
  return text === undefined ? undefined : parseToml(text, path);
}

/** The parser is loaded when the first such file exists. */
export async function parseToml(text: string, path: string): Promise<Table> {
  const { parse } = await import('smol-toml');
  try {
    return parse(text);
  } catch (cause) {
    const line = cause instanceof Error && 'line' in cause ? `, line ${cause.line}` : '';
    throw badConfiguration(path, `is no valid TOML${line}`);
  }
}

/** The same of a JSON file. */
export async function readJsonObject(path: string): Promise<Table | undefined> {
  const text = await readText(path);
  if (text === undefined || text.trim() === '') return undefined;
  const document = parseObject(new TextEncoder().encode(text));
  if (document === undefined) throw badConfiguration(path, 'is no valid JSON');
  return document;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).size <= limits.tokenBytes) return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw badConfiguration(path, 'cannot be read');
  }
  throw badConfiguration(path, `is larger than ${limits.tokenBytes} bytes`);
}

/** `why` ends the sentence that begins with the path. Never holds the file's words: there may be a password among them. */
export function badConfiguration(path: string, why: string): PlimsollError {
  return new PlimsollError('registry/bad-configuration', `${printable(path, 300)} ${why}`, {
    help: ['it says where registries are read from: correct it, or move it away'],
  });
}
