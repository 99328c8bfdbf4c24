import type { OptionName } from '../options.ts';

/** What one source says of one option, as written. */
export interface Given {
  readonly texts: readonly string[];
  /** How a message names it: `--platform`, `PLIMSOLL_PLATFORM`, `platform in plimsoll.yaml, line 3`. */
  readonly name: string;
  /** Directory that paths are relative to. */
  readonly directory: string;
}

export type GivenOptions = ReadonlyMap<OptionName, Given>;
