import { type OptionName, variableOf } from '../options.ts';
import type { Given, GivenOptions } from './given.ts';
import type { Surroundings } from './surroundings.ts';

/** What `PLIMSOLL_…` variables say of these options; an empty one says nothing. `NO_COLOR` (no-color.org) is one of them. */
export function readEnvironment(names: readonly OptionName[], { environment, directory }: Surroundings): GivenOptions {
  const given = new Map<OptionName, Given>();
  for (const name of names) {
    const variable = variableOf(name);
    const text = environment[variable];
    if (text !== undefined && text !== '') given.set(name, { texts: [text], name: variable, directory });
  }
  if (environment['NO_COLOR'] && names.includes('color') && !given.has('color'))
    given.set('color', { texts: ['never'], name: 'NO_COLOR', directory });
  return given;
}
