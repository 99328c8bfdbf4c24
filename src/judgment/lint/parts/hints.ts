import { nearest } from '../../../util/nearest.ts';

/** A file of nothing but slips would spend its time on what was meant by each. */
const MOST_WORDS = 100;
const MOST_NAMES = 200;

/** Tells which of some names was probably meant by a word, for the first words of a file. */
export function hintGiver(): (word: string, names: readonly string[]) => string | undefined {
  let left = MOST_WORDS;
  return (word, names) => {
    if (names.length === 0 || left === 0) return undefined;
    left -= 1;
    return nearest(word, names.slice(-MOST_NAMES));
  };
}
