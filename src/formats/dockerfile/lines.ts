import { skipSpace } from './characters.ts';

/** First byte of each line; a line break at the end opens one more, empty line, as editors show it. */
export function lineStartsOf(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** One line of the file. */
export interface Line {
  readonly start: number;
  /** Without the line break; carriage returns before it belong to it. */
  readonly end: number;
  /** First byte of the next line. */
  readonly next: number;
}

/** Hands out the lines of a file in order. */
export class LineReader {
  readonly source: string;
  readonly starts: readonly number[];
  #next = 0;

  constructor(source: string) {
    this.source = source;
    this.starts = lineStartsOf(source);
  }

  /** The next line, or undefined at the end of the file. */
  read(): Line | undefined {
    const start = this.starts[this.#next];
    if (start === undefined || start >= this.source.length) return undefined;
    this.#next += 1;
    const next = this.starts[this.#next] ?? this.source.length;
    let end = next;
    while (end > start && isLineBreak(this.source.charCodeAt(end - 1))) end -= 1;
    return { start, end, next };
  }
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

/** Where the `#` of a comment line stands, -1 when the line is none. */
export function commentAt(source: string, line: Line, from = line.start): number {
  const at = skipSpace(source, from, line.end);
  return at < line.end && source[at] === '#' ? at : -1;
}

/**
 * Where the character stands that continues the line, -1 when none does. It is the last one before spaces and tabs, and an escape character
 * before it takes its meaning away, even where that one was itself escaped.
 */
export function continuationAt(source: string, start: number, end: number, escapeChar: string): number {
  let at = end - 1;
  while (at >= start && (source[at] === ' ' || source[at] === '\t')) at -= 1;
  if (at < start || source[at] !== escapeChar) return -1;
  return at === start || source[at - 1] !== escapeChar ? at : -1;
}
