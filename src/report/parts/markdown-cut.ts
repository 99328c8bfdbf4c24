import { thousands } from './words.ts';

/** What GitHub takes as the body of a comment. */
const MOST = 65_536;

/** Kept free for the line that says what was cut. */
const RESERVE = 200;

/** A part of a comment: lines that only make sense between its head and its tail. */
export interface MarkdownPart {
  readonly head: string;
  /** Made only as far as there is room. */
  readonly lines: Iterable<string>;
  readonly tail: string;
  /** How many lines there are. */
  readonly count: number;
}

/** The parts one after the other, as far as one comment holds them, and what was left out. */
export function* cutToComment(parts: Iterable<MarkdownPart>): Iterable<string> {
  let left = MOST - RESERVE;
  let cut = 0;
  for (const { head, lines, tail, count } of parts) {
    let shown = 0;
    const room = left - head.length - tail.length;
    let used = 0;
    let body = '';
    for (const line of lines) {
      if (used + line.length > room) break;
      used += line.length;
      body += line;
      shown++;
    }
    cut += count - shown;
    if (room < 0 || (shown === 0 && count > 0)) {
      continue;
    }
    yield head + body + tail;
    left -= head.length + used + tail.length;
  }
  if (cut > 0) {
    yield `\n**${thousands(cut)} more ${cut === 1 ? 'line was' : 'lines were'} cut**: a comment holds ${thousands(MOST)} characters; \`--format json\` has all.\n`;
  }
}
