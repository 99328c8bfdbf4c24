/** One step of a pattern: a character, one of a set, or a wildcard. */
type Token =
  | { readonly kind: 'char'; readonly char: string }
  | {
      readonly kind: 'set';
      readonly isNegated: boolean;
      readonly ranges: readonly (readonly [low: string, high: string])[];
    }
  /** `?`: one character of a name. */
  | { readonly kind: 'one' }
  /** `*`: any characters of one name. */
  | { readonly kind: 'name' }
  /** `**`: any characters, slashes too. */
  | { readonly kind: 'path' }
  /** Takes nothing; the tokens behind it, `length` of them, may be left out. */
  | { readonly kind: 'maybe'; readonly length: number };

/** Whether a path, without slashes at its ends, is meant by a pattern. */
export type PathPattern = (path: string) => boolean;

/**
 * Reads a pattern of an ignore file: Go's `filepath.Match` and `**` for any number of directories. Undefined where Go calls it malformed.
 * Matching takes at most the product of both lengths. Source: Docker's reference, ".dockerignore files".
 */
export function parsePathPattern(pattern: string): PathPattern | undefined {
  if (!/[*?[\]\\]/.test(pattern)) return (path) => path === pattern;
  const tail = pattern.slice(2);
  // Docker takes `**name` for all that ends so, within a name too; with another wildcard behind it only whole directories go before.
  if (pattern.startsWith('**') && !/[*?[\]\\]/.test(tail))
    return (path) => path.endsWith(tail) || (tail.startsWith('/') && path === tail.slice(1));
  const steps = readSteps([...pattern]);
  return steps && ((path) => matches(steps, [...path]));
}

function readSteps(pattern: readonly string[]): Token[] | undefined {
  const steps: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === '*' && pattern[at + 1] === '*') {
      at += pattern[at + 2] === '/' ? 2 : 1;
      // At the end it is everything below; in front of more it ends with a slash, or is nothing.
      if (at + 1 >= pattern.length) steps.push({ kind: 'path' });
      else steps.push({ kind: 'maybe', length: 2 }, { kind: 'path' }, { kind: 'char', char: '/' });
    } else if (char === '*') steps.push({ kind: 'name' });
    else if (char === '?') steps.push({ kind: 'one' });
    else if (char === '[') {
      const set = readSet(pattern, at);
      if (set === undefined) return undefined;
      steps.push(set.token);
      at = set.last;
    } else if (char === '\\') {
      at += 1;
      if (pattern[at] === undefined) return undefined;
      steps.push({ kind: 'char', char: pattern[at]! });
    } else steps.push({ kind: 'char', char });
  }
  return steps;
}

/** `[a-z]`, `[^a-z]`. */
function readSet(pattern: readonly string[], open: number): { token: Token; last: number } | undefined {
  const isNegated = pattern[open + 1] === '^';
  const ranges: [string, string][] = [];
  let at = open + (isNegated ? 2 : 1);
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = readSetChar(pattern, at);
    if (low === undefined) return undefined;
    at = low.next;
    const high = pattern[at] === '-' ? readSetChar(pattern, at + 1) : low;
    if (high === undefined) return undefined;
    at = high.next;
    ranges.push([low.char, high.char]);
  }
  return { token: { kind: 'set', isNegated, ranges }, last: at };
}

function readSetChar(pattern: readonly string[], at: number): { char: string; next: number } | undefined {
  const char = pattern[at];
  if (char === undefined || char === '-' || char === ']') return undefined;
  if (char !== '\\') return { char, next: at + 1 };
  const escaped = pattern[at + 1];
  return escaped === undefined ? undefined : { char: escaped, next: at + 2 };
}

/** A set of states walks over the path once. */
function matches(steps: readonly Token[], path: readonly string[]): boolean {
  let states = close(steps, new Set([0]));
  for (const char of path) {
    const next = new Set<number>();
    for (const state of states) {
      const token = steps[state];
      if (token !== undefined && accepts(token, char)) next.add(isRepeated(token) ? state : state + 1);
    }
    if (next.size === 0) return false;
    states = close(steps, next);
  }
  return states.has(steps.length);
}

function isRepeated({ kind }: Token): boolean {
  return kind === 'name' || kind === 'path';
}

/** Adds the states that are reached without a character: a set may grow while it is gone through. */
function close(steps: readonly Token[], states: Set<number>): Set<number> {
  for (const state of states) {
    const token = steps[state];
    if (token === undefined) continue;
    if (token.kind === 'maybe' || isRepeated(token)) states.add(state + 1);
    if (token.kind === 'maybe') states.add(state + 1 + token.length);
  }
  return states;
}

function accepts(token: Token, char: string): boolean {
  switch (token.kind) {
    case 'char':
      return token.char === char;
    case 'path':
      return true;
    case 'maybe':
      return false;
    case 'set':
      return token.ranges.some(([low, high]) => low <= char && char <= high) !== token.isNegated;
    default:
      return char !== '/';
  }
}
