import { PlimsollError } from '../../model/error.ts';
import { nearest } from '../../util/nearest.ts';
import { lint } from '../config/lint.ts';
import { keyOf, type OptionName } from '../config/options.ts';
import type { Given, GivenOptions } from '../config/parts/given.ts';

/** What an editor may say: how files are looked at. It gates nothing, and mends what its user asks for. */
const OTHERS: readonly OptionName[] = ['diff', 'failOn', 'failureThreshold', 'fix', 'noFail', 'unsafeFixes'];

export const lintNames = (Object.keys(lint) as OptionName[]).filter((name) => !OTHERS.includes(name)).sort();

/**
 * What a client says when it starts the server or later: an object of options of `lint` by the names that they have as flags, as in
 * `{ "ignore": ["DL3008"], "config": "lint.yaml" }`, alone or below `plimsoll`. Counts before all else. `config/unknown-key`, `config/invalid-value`.
 */
export function clientSettings(raw: unknown, directory: string): GivenOptions {
  const given = new Map<OptionName, Given>();
  for (const [key, value] of Object.entries(objectOf(sectionOf(raw) ?? raw))) {
    const name = lintNames.find((candidate) => keyOf(candidate) === key);
    if (name === undefined) throw unknown(key);
    const texts = textsOf(value);
    if (texts === undefined)
      throw new PlimsollError(
        'config/invalid-value',
        `${key} in the editor's settings is no text and no list of texts`,
      );
    if (texts.length > 0) given.set(name, { texts, name: `${key} in the editor's settings`, directory });
  }
  return given;
}

/** What stands below our name among the settings of everybody. */
export function sectionOf(raw: unknown): unknown {
  return objectOf(raw)['plimsoll'];
}

/** Editors that have nothing to say send `null`, an empty list, or nothing. */
function objectOf(raw: unknown): Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {};
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (value === null) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((one) => ['string', 'number', 'boolean'].includes(typeof one)).map(String);
  return texts.length === list.length ? texts : undefined;
}

function unknown(key: string): PlimsollError {
  const keys = lintNames.map(keyOf);
  const meant = nearest(key, keys);
  return new PlimsollError(
    'config/unknown-key',
    `there is no setting ${JSON.stringify(key)} in the editor's settings`,
    {
      help: [...(meant === undefined ? [] : [`did you mean ${meant}?`]), `the settings are ${keys.join(', ')}`],
    },
  );
}
