import {
  type JoinedText,
  type Span,
  sourceAt,
  sourceSpan,
  type VariableReference,
  type Word,
} from '../../model/dockerfile.ts';
import { decodeUtf8, isBlank, spaceLength } from './characters.ts';
import type { Problems } from './problems.ts';
import { type Lexed, lexText } from './shell-lexer.ts';

/** What all parts of one instruction are read from. */
export interface Context {
  /** The whole file. */
  readonly source: string;
  /** The instruction without line breaks and comments. */
  readonly line: JoinedText;
  readonly escapeChar: '\\' | '`';
  readonly problems: Problems;
}

/** Characters of the joined line. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A word that BuildKit takes as it stands. */
export function plainWord(context: Context, { from, to }: Range): Word {
  const span = sourceSpan(context.line, from, to);
  const value = decodeUtf8(context.line.text.slice(from, to));
  return { span, raw: context.source.slice(span.start, span.end), value, quoted: false, variables: [] };
}

/** A word in which BuildKit takes quotes away and expands variables. */
export function expandedWord(context: Context, { from, to }: Range): Word {
  const { line, escapeChar, problems } = context;
  const text = line.text.slice(from, to);
  const plain = plainWord(context, { from, to });
  if (!needsLexer(text, escapeChar)) return plain;
  const lexed = lexText(text, { escapeChar });
  const value = lexed.problem === undefined ? lexed.text : text;
  noteLexProblem(problems, lexed, plain.span, (at) => sourceAt(line, from + at));
  return {
    ...plain,
    value: decodeUtf8(value),
    quoted: lexed.quoted,
    variables: moveReferences(lexed, (start, end) => sourceSpan(line, from + start, from + end)),
  };
}

function needsLexer(text: string, escapeChar: string): boolean {
  return text.includes('$') || text.includes('"') || text.includes("'") || text.includes(escapeChar);
}

/** Notes why BuildKit cannot expand a word; `placeOf` tells where in the file a character of it stands. */
export function noteLexProblem(problems: Problems, lexed: Lexed, word: Span, placeOf: (at: number) => number): void {
  if (lexed.problem === undefined) return;
  const { code, message, at } = lexed.problem;
  const start = Math.min(placeOf(at), word.end);
  problems.add(code, `This cannot be expanded: ${message}.`, { start, end: word.end });
}

/** References with spans of the file instead of spans of the text that was read. */
export function moveReferences(lexed: Lexed, spanOf: (start: number, end: number) => Span): VariableReference[] {
  return lexed.references.map((reference) => ({
    ...reference,
    span: spanOf(reference.span.start, reference.span.end),
  }));
}

/** Words between blanks; quotes do not hold them together. */
export function blankSeparated(text: string, { from, to }: Range): Range[] {
  const words: Range[] = [];
  let start = from;
  for (let at = from; at <= to; at++) {
    if (at < to && !isBlank(text.charCodeAt(at))) continue;
    if (at > start) words.push({ from: start, to: at });
    start = at + 1;
  }
  return words;
}

/** Words between white space, in which quotes and escapes hold it together, as ARG, ENV and LABEL have them. */
export function quoteSeparated(text: string, { from, to }: Range, escapeChar: string): Range[] {
  const words: Range[] = [];
  let start = -1;
  let quote = '';
  let at = from;
  while (at < to) {
    const char = text[at]!;
    const space = quote === '' ? spaceLength(text, at) : 0;
    if (space > 0) {
      if (start >= 0) words.push({ from: start, to: at });
      start = -1;
      at += space;
      continue;
    }
    if (start < 0) start = at;
    if (char === escapeChar && quote !== "'") at += 1;
    else if (quote === '') quote = char === '"' || char === "'" ? char : '';
    else if (char === quote) quote = '';
    at += 1;
  }
  if (start >= 0) words.push({ from: start, to });
  return words;
}
