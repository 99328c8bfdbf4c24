import { commandDifferences } from './lint-differences-commands.ts';
import { instructionDifferences } from './lint-differences-instructions.ts';
import { shellDifferences } from './lint-differences-shell.ts';
import type { Place } from './lint-place.ts';

/** Why one program says what the other does not. */
export interface Difference {
  /** Names with blanks between; `DL*` and `SC*` stand for all. */
  readonly rules: string;
  readonly says: Place['says'];
  readonly right: 'ours' | 'theirs' | 'taste';
  readonly why: string;
  /** What shows it, as it may stand in a table. */
  readonly example: string;
  readonly holds: (place: Place) => boolean;
}

/** All that is known to differ. Of several that hold for a place the first explains it. */
export const differences: readonly Difference[] = [
  ...instructionDifferences,
  ...commandDifferences,
  ...shellDifferences,
];

/** What explains a place; undefined when nothing is known that does. */
export function explain(place: Place): Difference | undefined {
  return differences.find(
    ({ rules, says, holds }) =>
      says === place.says &&
      rules.split(' ').some((name) => name === place.rule || name === `${place.rule.slice(0, 2)}*`) &&
      holds(place),
  );
}
