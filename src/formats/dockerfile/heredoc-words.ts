import { decodeUtf8, isDigit, spaceLength } from './characters.ts';
import { endOfVariable, lexText } from './shell-lexer.ts';
import type { Range } from './words.ts';

/** `<<EOF` in a line. */
export interface HeredocWord extends Range {
  /** Bytes that end the body. */
  readonly name: string;
  readonly isQuoted: boolean;
  readonly stripsTabs: boolean;
}

/** BuildKit looks for heredocs with a backslash as the escape character, whatever the file says. */
const ESCAPE = '\\';

/**
 * The heredocs that a line opens: words of their own that begin with `<<`, which `<<<`, quotes, and a `<<` behind other characters are not.
 * A line whose quotes or variables cannot be read opens none, and BuildKit does not know comments of the shell. Source: BuildKit's
 * `parser` package.
 */
export function heredocWordsOf(line: string): HeredocWord[] {
  if (!line.includes('<<')) return [];
  const found: HeredocWord[] = [];
  for (const range of shellWordsOf(line) ?? []) {
    const word = heredocWordOf(line.slice(range.from, range.to), range);
    if (word !== undefined) found.push(word);
  }
  return found;
}

/** The heredoc that a whole word opens; undefined when it opens none. */
export function heredocWordOf(word: string, range: Range = { from: 0, to: word.length }): HeredocWord | undefined {
  let at = 0;
  while (isDigit(word.charCodeAt(at))) at += 1;
  if (!word.startsWith('<<', at)) return undefined;
  at += 2;
  const stripsTabs = word[at] === '-';
  if (stripsTabs) at += 1;
  while (' \t\r\n\f'.includes(word[at] ?? '?')) at += 1;
  const rest = word.slice(at);
  if (rest === '' || rest.includes('<') || shellWordsOf(rest)?.length !== 1) return undefined;
  const { text, quoted, problem } = lexText(rest, { escapeChar: ESCAPE });
  return problem !== undefined || text === '' ? undefined : { ...range, name: text, isQuoted: quoted, stripsTabs };
}

/** Words as a shell splits them, blanks behind `<<` not being such; undefined when a quote or a variable has no end. */
function shellWordsOf(line: string): Range[] | undefined {
  const words: Range[] = [];
  let start = -1;
  let at = 0;
  while (at < line.length) {
    const space = spaceLength(line, at);
    if (space > 0) {
      if (start >= 0) words.push({ from: start, to: at });
      start = -1;
      at += space;
      continue;
    }
    if (start < 0) start = at;
    const end = endOfPart(line, at);
    if (end === undefined) return undefined;
    at = end;
  }
  if (start >= 0) words.push({ from: start, to: line.length });
  return words;
}

/** Where the quoted text, variable, escape or single character ends that begins at `at`. */
function endOfPart(line: string, at: number): number | undefined {
  const char = line[at];
  if (char === "'") return line.indexOf("'", at + 1) < 0 ? undefined : line.indexOf("'", at + 1) + 1;
  if (char === '"') return endOfDoubleQuoted(line, at);
  if (char === '$') return endOfVariable(line, at);
  if (char === ESCAPE) return Math.min(at + 2, line.length);
  if (char !== '<' || line[at + 1] !== '<') return at + 1;
  let next = at + 2;
  while (' \t\r'.includes(line[next] ?? '?')) next += 1;
  return next;
}

function endOfDoubleQuoted(line: string, start: number): number | undefined {
  let at = start + 1;
  while (at < line.length) {
    const char = line[at];
    if (char === '"') return at + 1;
    const end: number | undefined = char === '$' ? endOfVariable(line, at) : at + (char === ESCAPE ? 2 : 1);
    if (end === undefined) return undefined;
    at = end;
  }
  return undefined;
}

/** `#!/bin/sh -e` → `/bin/sh -e`. */
export function shebangOf(body: string): string | undefined {
  const line = /^#![ \t]*([^\n]{0,4096})/.exec(body)?.[1];
  return line === undefined ? undefined : decodeUtf8(line.trim());
}
