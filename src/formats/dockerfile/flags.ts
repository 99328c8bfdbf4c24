import { type Flag, sourceSpan, type Word } from '../../model/dockerfile.ts';
import { decodeUtf8 } from './characters.ts';
import { lexText } from './shell-lexer.ts';
import { type Context, moveReferences, type Range } from './words.ts';

/** A word that begins with `--`, as BuildKit takes it apart. */
interface FlagWord extends Range {
  /** Without quotes and escapes. */
  readonly text: string;
  /** Where the value begins in the line, when there is a `=`. */
  readonly valueFrom?: number;
  readonly quoted: boolean;
}

/** The flags at the beginning of an instruction's arguments, and where the other arguments begin. */
export function readFlags(context: Context, { from, to }: Range): { flags: Flag[]; next: number } {
  const { text } = context.line;
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    while (at < to && isByteSpace(text.charCodeAt(at))) at += 1;
    if (!text.startsWith('--', at) || at + 1 >= to) return { flags, next: at };
    const word = readWord(text, { from: at, to }, context.escapeChar);
    at = word.to;
    if (word.text === '--') return { flags, next: at };
    flags.push(flagOf(context, word));
  }
}

/** Here BuildKit looks at single bytes: the bytes 85 and A0 are white space even inside a letter. */
function isByteSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0x85 || code === 0xa0;
}

function readWord(line: string, { from, to }: Range, escapeChar: string): FlagWord {
  let text = '';
  let valueFrom: number | undefined;
  let quote = '';
  let quoted = false;
  let at = from;
  let piece = from;
  const take = (next: number): void => {
    text += line.slice(piece, at);
    piece = next;
  };
  for (; at < to; at++) {
    const char = line[at]!;
    if (quote === '' && isByteSpace(line.charCodeAt(at))) break;
    if (quote === '' ? char === '"' || char === "'" : char === quote) {
      quote = quote === '' ? char : '';
      quoted = true;
      take(at + 1);
    } else if (char === escapeChar) {
      take(at + 1);
      if (at + 1 < to) at += 1;
    } else if (char === '=') valueFrom ??= at + 1;
  }
  take(at);
  return { from, to: at, text, quoted, ...(valueFrom === undefined ? {} : { valueFrom }) };
}

function flagOf(context: Context, word: FlagWord): Flag {
  const { line } = context;
  const span = sourceSpan(line, word.from, word.to);
  const equals = word.text.indexOf('=');
  if (equals < 0 || word.valueFrom === undefined) return { name: decodeUtf8(word.text.slice(2)), span };
  const name = decodeUtf8(word.text.slice(2, equals));
  return { name, span, value: flagValueOf(context, word, word.valueFrom, word.text.slice(equals + 1)) };
}

function flagValueOf({ line, source, escapeChar }: Context, word: FlagWord, from: number, text: string): Word {
  const span = sourceSpan(line, from, word.to);
  const lexed = text.includes('$') ? lexText(line.text.slice(from, word.to), { escapeChar }) : undefined;
  return {
    span,
    raw: source.slice(span.start, span.end),
    value: decodeUtf8(text),
    quoted: word.quoted,
    variables:
      lexed === undefined ? [] : moveReferences(lexed, (start, end) => sourceSpan(line, from + start, from + end)),
  };
}
