import { cache } from './cache.ts';
import { daemon } from './daemon.ts';
import { filter } from './filter.ts';
import { gate } from './gate.ts';
import { image } from './image.ts';
import { knowledge } from './knowledge.ts';
import { limitOptions } from './limits.ts';
import { lint } from './lint.ts';
import { lsp } from './lsp.ts';
import { output } from './output.ts';
import type { Option, ValueOf } from './parts/option.ts';
import { registry } from './registry.ts';

/** Every option there is; flags, environment variables, keys of plimsoll.yaml and the reference derive from this table. */
export const options = {
  ...cache,
  ...daemon,
  ...filter,
  ...gate,
  ...image,
  ...knowledge,
  ...limitOptions,
  ...lint,
  ...lsp,
  ...output,
  ...registry,
} as const;

export type Options = typeof options;
export type OptionName = keyof Options;
/** What everybody said, of each option. */
export type OptionValues = { readonly [N in OptionName]: ValueOf<Options[N]> };

export const optionNames = (Object.keys(options) as OptionName[]).sort();

/** `onlyFixed` → `only-fixed`: the flag without dashes, and the key in plimsoll.yaml. */
export function keyOf(name: OptionName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `onlyFixed` → `PLIMSOLL_ONLY_FIXED`. */
export function variableOf(name: OptionName): string {
  return `PLIMSOLL_${keyOf(name).replaceAll('-', '_').toUpperCase()}`;
}

export function optionOf(name: OptionName): Option<unknown> {
  return options[name];
}
