import { sourceSpan, type Word } from '../../model/dockerfile.ts';
import { decodeUtf8, encodeUtf8, skipSpace } from './characters.ts';
import { lexText } from './shell-lexer.ts';
import { type Context, moveReferences, noteLexProblem, type Range } from './words.ts';

/** Words of an exec form, or why it is none: text in another form, or a list that holds something else than strings. */
export type JsonWords = readonly Word[] | 'not-json' | 'not-strings';

/** A string, a number or a bare word of JSON. */
const ITEM =
  /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Lists of one statement that are no list of strings stay small; longer or deeper ones are not asked for their form. */
const LONGEST_OTHER = 1 << 16;

/**
 * `["a", "b"]`. What is no JSON is the shell form; JSON that holds other things than strings is refused.
 * With `isExpanded` BuildKit expands variables in the words.
 */
export function parseJsonWords(context: Context, { from, to }: Range, isExpanded: boolean): JsonWords {
  const { text } = context.line;
  let at = skipSpace(text, from, to);
  if (at >= to || text[at] !== '[') return 'not-json';
  const open = at;
  const words: Word[] = [];
  at = skipJsonSpace(text, at + 1, to);
  if (text[at] === ']') return skipJsonSpace(text, at + 1, to) === to ? words : 'not-json';
  for (;;) {
    const end = endOfString(text, at, to);
    if (end === undefined) return isOtherList(text, open, to) ? 'not-strings' : 'not-json';
    words.push(wordOf(context, { from: at, to: end }, isExpanded));
    at = skipJsonSpace(text, end, to);
    if (at >= to || (text[at] !== ',' && text[at] !== ']')) return 'not-json';
    if (text[at] === ']') return skipJsonSpace(text, at + 1, to) === to ? words : 'not-json';
    at = skipJsonSpace(text, at + 1, to);
  }
}

function skipJsonSpace(text: string, at: number, to: number): number {
  let next = at;
  while (next < to && ' \t\r\n'.includes(text[next]!)) next += 1;
  return next;
}

function endOfString(text: string, at: number, to: number): number | undefined {
  if (at >= to || text[at] !== '"') return undefined;
  for (let next = at + 1; next < to; next++) {
    const code = text.charCodeAt(next);
    if (code === 0x22) return next + 1;
    if (code < 0x20) return undefined;
    if (code !== 0x5c) continue;
    next += 1;
    if (text[next] === 'u') {
      if (!/^[\da-fA-F]{4}$/.test(text.slice(next + 1, next + 5))) return undefined;
      next += 4;
    } else if (!'"\\/bfnrt'.includes(text[next] ?? '?')) return undefined;
  }
  return undefined;
}

/** Whether it is a list of JSON all the same: brackets match, and between them stand values and signs in a possible order. */
function isOtherList(text: string, from: number, to: number): boolean {
  if (to - from > LONGEST_OTHER) return false;
  const open: string[] = [];
  let expected: 'value' | 'value-or-end' | 'more' = 'value';
  let isKey = false;
  let at = from;
  while (at < to) {
    const char = text[at]!;
    const inner = open.at(-1);
    if (' \t\r\n'.includes(char)) at += 1;
    else if (expected !== 'more' && !isKey && (char === '[' || char === '{')) {
      open.push(char);
      isKey = char === '{';
      expected = 'value-or-end';
      at += 1;
    } else if (expected !== 'value' && (char === ']' || char === '}') && (char === ']' ? '[' : '{') === inner) {
      open.pop();
      isKey = false;
      expected = 'more';
      at += 1;
      if (open.length === 0) return skipJsonSpace(text, at, to) === to;
    } else if (expected === 'more' && char === ',') {
      isKey = inner === '{';
      expected = 'value';
      at += 1;
    } else if (expected === 'more') return false;
    else {
      ITEM.lastIndex = at;
      const item = ITEM.exec(text)?.[0];
      if (item === undefined || (isKey && item[0] !== '"')) return false;
      at += item.length;
      if (isKey) {
        at = skipJsonSpace(text, at, to);
        if (text[at] !== ':') return false;
        at += 1;
        isKey = false;
        expected = 'value';
      } else expected = 'more';
    }
  }
  return false;
}

function wordOf(context: Context, { from, to }: Range, isExpanded: boolean): Word {
  const { line, source, escapeChar, problems } = context;
  const span = sourceSpan(line, from, to);
  const raw = source.slice(span.start, span.end);
  const { text, places } = unescapeJson(line.text.slice(from + 1, to - 1));
  const word: Word = { span, raw, value: decodeUtf8(text), quoted: true, variables: [] };
  if (!isExpanded || !/[$'"\\`]/.test(text)) return word;
  const lexed = lexText(text, { escapeChar });
  const placeOf = (at: number): number => from + 1 + (places?.[at] ?? at);
  noteLexProblem(problems, lexed, span, (at) => sourceSpan(line, placeOf(at), to).start);
  return {
    ...word,
    value: decodeUtf8(lexed.problem === undefined ? lexed.text : text),
    variables: moveReferences(lexed, (start, end) => sourceSpan(line, placeOf(start), placeOf(end - 1) + 1)),
  };
}

/** The bytes that a string of JSON stands for, and for each of them its place in the string when they differ. */
function unescapeJson(raw: string): { text: string; places?: readonly number[] } {
  if (!raw.includes('\\')) return { text: raw };
  const places: number[] = [];
  let text = '';
  for (let at = 0; at < raw.length; ) {
    const length = raw[at] !== '\\' ? 1 : raw[at + 1] !== 'u' ? 2 : isPair(raw, at) ? 12 : 6;
    const piece = raw.slice(at, at + length);
    const bytes = length === 1 ? piece : length === 2 ? ESCAPED.get(piece[1]!)! : encodeUtf8(unitsOf(piece));
    for (let byte = 0; byte < bytes.length; byte++) places.push(at);
    text += bytes;
    at += length;
  }
  return { text, places };
}

const ESCAPED = new Map([...'"\\/'].map((char) => [char, char]));
for (const [name, char] of ['b\b', 'f\f', 'n\n', 'r\r', 't\t']) ESCAPED.set(name!, char!);

/** `\u00e4` → `ä`. */
function unitsOf(piece: string): string {
  const units = piece.split('\\u').slice(1);
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}

/** Two escapes that are one character beyond U+FFFF. */
function isPair(raw: string, at: number): boolean {
  return /^\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}$/.test(raw.slice(at, at + 12));
}
