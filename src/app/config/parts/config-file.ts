import { dirname } from 'node:path';
import { PlimsollError } from '../../../model/error.ts';
import { nearest } from '../../../util/nearest.ts';
import { lint } from '../lint.ts';
import { keyOf, type OptionName, optionNames } from '../options.ts';
import type { Given, GivenOptions } from './given.ts';
import { type LintSection, nothingSaid } from './lint-config.ts';
import { readLintSection } from './lint-section.ts';
import { type YamlEntry, YamlFile } from './yaml-file.ts';

/** What a plimsoll.yaml says: of the options, and of lint what no flag can say. */
export interface ConfigFile {
  readonly given: GivenOptions;
  readonly lint: LintSection;
}

/** Keys of options; those of lint stand under `lint:`. */
const topNames = optionNames.filter((name) => !(name in lint));

/**
 * What plimsoll.yaml says: a mapping of option names without dashes to a value or a list of values, and `lint:`.
 * `config/unreadable`, `config/not-yaml`, `config/unknown-key`, `config/invalid-value`.
 */
export function readConfigFile(path: string): ConfigFile {
  const file = new YamlFile(path);
  const given = new Map<OptionName, Given>();
  let section = nothingSaid;
  for (const entry of file.top()) {
    const { key, line } = entry;
    if (key === 'lint') {
      const read = readLintSection(file, entry);
      section = read.section;
      for (const [name, one] of read.given) given.set(name, one);
      continue;
    }
    const name = topNames.find((candidate) => keyOf(candidate) === key);
    if (name === undefined) throw unknownKey(key, path, line);
    const texts = textsIn(file, entry);
    if (texts.length > 0) given.set(name, { texts, name: `${key} in ${path}, line ${line}`, directory: dirname(path) });
  }
  return { given, lint: section };
}

/** `config/invalid-value` when the value is no text and no list of texts. */
export function textsIn(file: YamlFile, { key, value, line }: YamlEntry): readonly string[] {
  const texts = file.textsOf(value);
  if (texts !== undefined) return texts;
  throw new PlimsollError('config/invalid-value', `${key} in ${file.path}, line ${line}, has no plain value`, {
    help: ['a value is a text, a number, true or false, or a list of these'],
  });
}

function unknownKey(key: string, path: string, line: number): PlimsollError {
  const keys = [...topNames.map(keyOf), 'lint'].sort();
  const isOfLint = Object.keys(lint).some((name) => keyOf(name as OptionName) === key);
  const meant = isOfLint ? undefined : nearest(key, keys);
  const hint = isOfLint ? [`write it under lint:`] : meant === undefined ? [] : [`did you mean ${meant}?`];
  return new PlimsollError('config/unknown-key', `there is no setting ${JSON.stringify(key)}: ${path}, line ${line}`, {
    help: [...hint, `the settings are ${keys.join(', ')}`],
  });
}
