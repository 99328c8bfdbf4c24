/** A pattern of `${name#pattern}` and its like: characters, `?` and `*`. */
export type ShellPattern = readonly (
  | { readonly kind: 'any' | 'one' }
  | { readonly kind: 'char'; readonly char: string }
)[];

/** Reads a pattern; undefined where BuildKit refuses an escape. */
export function parsePattern(text: string): ShellPattern | undefined {
  const pattern: ShellPattern[number][] = [];
  const characters = [...text];
  for (let at = 0; at < characters.length; at++) {
    const char = characters[at]!;
    if (char === '*') pattern.push({ kind: 'any' });
    else if (char === '?') pattern.push({ kind: 'one' });
    else if (char !== '\\') pattern.push({ kind: 'char', char });
    else {
      at += 1;
      const escaped = characters[at];
      if (escaped === undefined || !'*?\\}/'.includes(escaped)) return undefined;
      pattern.push({ kind: 'char', char: escaped });
    }
  }
  return pattern;
}

/** Where the shortest match that begins at `start` ends; undefined when there is none. */
export function shortestMatch(pattern: ShellPattern, text: readonly string[], start: number): number | undefined {
  return endsOf(pattern, text, start).next().value ?? undefined;
}

/** Where the longest match that begins at `start` ends. */
export function longestMatch(pattern: ShellPattern, text: readonly string[], start: number): number | undefined {
  let longest: number | undefined;
  for (const end of endsOf(pattern, text, start)) longest = end;
  return longest;
}

/** The ends of all matches, ascending: a set of states walks over the text once, so that no pattern takes more than their product. */
function* endsOf(pattern: ShellPattern, text: readonly string[], start: number): Generator<number, undefined> {
  let states = closureOf(pattern, [0]);
  for (let at = start; states.length > 0; at++) {
    if (states.at(-1) === pattern.length) yield at;
    const char = text[at];
    if (char === undefined) return;
    states = closureOf(
      pattern,
      states.flatMap((state) => stepOf(pattern, state, char)),
    );
  }
}

function stepOf(pattern: ShellPattern, state: number, char: string): number[] {
  const token = pattern[state];
  if (token === undefined || (token.kind === 'char' && token.char !== char)) return [];
  return [token.kind === 'any' ? state : state + 1];
}

/** States reached without a character, ascending. */
function closureOf(pattern: ShellPattern, states: readonly number[]): number[] {
  const closed: number[] = [];
  for (const first of states)
    for (let state = first; closed.length === 0 || state > closed.at(-1)!; state++) {
      closed.push(state);
      if (pattern[state]?.kind !== 'any') break;
    }
  return closed;
}
