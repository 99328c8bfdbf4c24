import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml';
import { PlimsollError } from '../../../model/error.ts';
import { nearest } from '../../../util/nearest.ts';
import { keyOf, type OptionName, optionNames } from '../options.ts';
import type { Given, GivenOptions } from './given.ts';

const LARGEST = 1 << 20;

/**
 * What plimsoll.yaml says: a mapping of option names without dashes to a value or a list of values.
 * `config/unreadable`, `config/not-yaml`, `config/unknown-key`, `config/invalid-value`.
 */
export function readConfigFile(path: string): GivenOptions {
  const lines = new LineCounter();
  const document = parse(path, lines);
  const given = new Map<OptionName, Given>();
  if (document.contents === null) return given;
  if (!isMap(document.contents)) throw notSettings(path);
  for (const pair of document.contents.items) {
    const line = lineOf(pair, lines);
    const key = isScalar(pair.key) ? String(pair.key.value) : '';
    const name = optionNames.find((candidate) => keyOf(candidate) === key);
    if (name === undefined) throw unknownKey(key, path, line);
    const texts = textsOf(pair.value);
    if (texts === undefined) {
      throw new PlimsollError('config/invalid-value', `${key} in ${path}, line ${line}, has no plain value`, {
        help: ['a value is a text, a number, true or false, or a list of these'],
      });
    }
    if (texts.length > 0) given.set(name, { texts, name: `${key} in ${path}, line ${line}`, directory: dirname(path) });
  }
  return given;
}

function parse(path: string, lineCounter: LineCounter): Document {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PlimsollError('config/unreadable', `${path} cannot be read`, { cause });
  }
  if (text.length > LARGEST) throw new PlimsollError('config/unreadable', `${path} is larger than 1 MiB`);
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'silent' });
  const error = document.errors[0];
  if (error === undefined) return document;
  const { line, col } = lineCounter.linePos(error.pos[0]);
  throw new PlimsollError('config/not-yaml', `${path} is no valid YAML: line ${line}, column ${col}`, {
    cause: error,
    help: [error.message.split('\n')[0]!],
  });
}

/** The value as texts; none for an empty one; undefined when it is no plain value. */
function textsOf(value: unknown): string[] | undefined {
  if (value === null) return [];
  if (isScalar(value)) {
    const plain = value.value;
    if (plain === null) return [];
    const isPlain = typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean';
    return isPlain ? [value.source ?? String(plain)] : undefined;
  }
  if (!isSeq(value)) return undefined;
  const texts = value.items.map(textsOf);
  return texts.every((text) => text?.length === 1) ? texts.flatMap((text) => text ?? []) : undefined;
}

function lineOf(pair: Pair, lines: LineCounter): number {
  const range = isScalar(pair.key) ? pair.key.range : undefined;
  return range ? lines.linePos(range[0]).line : 1;
}

function notSettings(path: string): PlimsollError {
  return new PlimsollError('config/not-yaml', `${path} is no list of settings`, {
    help: ['write one setting per line, as in only-severity: [critical, high]'],
  });
}

function unknownKey(key: string, path: string, line: number): PlimsollError {
  const keys = optionNames.map(keyOf);
  const meant = nearest(key, keys);
  return new PlimsollError('config/unknown-key', `there is no setting ${JSON.stringify(key)}: ${path}, line ${line}`, {
    help: [...(meant === undefined ? [] : [`did you mean ${meant}?`]), `the settings are ${keys.join(', ')}`],
  });
}
