import type { Random } from './random.ts';

/**
 * Texts by name. In a text `«name»` stands for one of that name's texts; `«name?»` for one or nothing, `«name*»` for up to three with blanks
 * between, `«name+»` for one to three. A text that is written twice is taken twice as often.
 */
export type Grammar = Readonly<Record<string, readonly string[]>>;

/**
 * Reads a grammar: a name in a line of its own, its texts below it, indented by two blanks. `ε` is the empty text, `⏎` a line break, `⇥` a tab, and
 * `␠` a blank where the eye would miss one.
 */
export function readGrammar(source: string): Grammar {
  const grammar: Record<string, string[]> = {};
  let texts: string[] = [];
  for (const line of source.split('\n')) {
    if (line.startsWith('  ')) texts.push(line.slice(2).replace(/[ε⏎⇥␠]/g, (sign) => SIGNS[sign]!));
    else if (line !== '' && !line.startsWith('# ')) {
      if (grammar[line] !== undefined) throw new Error(`the grammar has «${line}» twice`);
      texts = grammar[line] = [];
    }
  }
  return grammar;
}

const SIGNS: Readonly<Record<string, string>> = { ε: '', '⏎': '\n', '⇥': '\t', '␠': ' ' };

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
