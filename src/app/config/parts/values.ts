import { resolve } from 'node:path';
import { PlimsollError } from '../../../model/error.ts';
import { nearest } from '../../../util/nearest.ts';
import { type OptionName, type OptionValues, optionOf } from '../options.ts';
import type { Given, GivenOptions } from './given.ts';

/** The value of each option: what the first of `sources` that names it says. `config/invalid-value`. */
export function valuesOf(names: readonly OptionName[], sources: readonly GivenOptions[]): Partial<OptionValues> {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const given = sources.find((source) => source.has(name))?.get(name);
    if (given !== undefined) values[name] = valueIn(name, given);
  }
  return values as Partial<OptionValues>;
}

/** Checks what a source says of options, whoever wins in the end. */
export function checkValues(source: GivenOptions): void {
  for (const [name, given] of source) valueIn(name, given);
}

function valueIn(name: OptionName, given: Given): unknown {
  const option = optionOf(name);
  if (option.kind !== 'list') return parsed(name, given.texts.at(-1)!, given);
  // A comma may be part of a path.
  const texts = option.isPath ? given.texts : given.texts.flatMap((text) => text.split(','));
  return texts.map((text) => parsed(name, text.trim(), given));
}

function parsed(name: OptionName, text: string, given: Given): unknown {
  const option = optionOf(name);
  const value = text === '' ? undefined : option.parse(text);
  if (value === undefined) throw invalidValue(name, text, given);
  return option.isPath && typeof value === 'string' && value !== '-' ? resolve(given.directory, value) : value;
}

function invalidValue(name: OptionName, text: string, given: Given): PlimsollError {
  const { kind, values, takes, placeholder } = optionOf(name);
  const meant = values && nearest(text, values);
  const allowed = kind === 'switch' ? 'true or false' : (values?.join(', ') ?? takes ?? placeholder);
  return new PlimsollError('config/invalid-value', `${JSON.stringify(text)} is no value of ${given.name}`, {
    help: [...(meant === undefined ? [] : [`did you mean ${meant}?`]), `it takes ${allowed}`],
  });
}
