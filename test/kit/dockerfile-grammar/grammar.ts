import type { Random } from './random.ts';

/**
 * Productions by name. In a text `«name»` stands for one of that name's texts; `«name?»` for one or nothing, `«name*»` for up to three with blanks
 * between, `«name+»` for one to three. A text that is written twice is taken twice as often.
 */
export type Grammar = Readonly<Record<string, readonly string[]>>;

/** Behind this depth the first text of a name is taken, which must come to an end. */
const DEEPEST = 12;

/** A text that the grammar allows. Throws on a name that it does not know: that is a mistake in the grammar. */
export function expand(grammar: Grammar, text: string, random: Random, depth = 0): string {
  return text.replace(/«([\w-]+)([?*+]?)»/g, (_, name: string, count: string) => {
    const texts = grammar[name];
    if (texts === undefined) throw new Error(`the grammar has no «${name}»`);
    const one = () => expand(grammar, depth < DEEPEST ? random.pick(texts) : texts[0]!, random, depth + 1);
    if (count === '') return one();
    const times = count === '?' ? random.below(2) : count === '*' ? random.below(4) : 1 + random.below(3);
    return Array.from({ length: times }, one).join(' ');
  });
}
