/**
 * What JSON may hold as it is, but a terminal would act on: C1 controls, DEL, marks that change the direction of the text,
 * invisible characters, line separators. JSON itself escapes C0 controls.
 */
const ACTIVE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

const PLAIN = /^[\n\x20-\x7e]*$/;

/** An escape of JSON text; the group is set for half of a surrogate pair, which `JSON.stringify` escapes only when it stands alone. */
const ESCAPE = /\\(?:u(d[89a-f][0-9a-f]{2})|.)/g;

/** JSON text, two blanks of indentation, with a final line break. Parses to the same value as unescaped JSON. */
export function printJson(value: unknown): string {
  return `${makeInert(JSON.stringify(value, null, 2))}\n`;
}

const STREAMED = Symbol('streamed');

/** A list or an object of a document whose items are made when they are printed. */
interface Streamed {
  readonly [STREAMED]: 'list' | 'record';
  readonly items: Iterable<unknown>;
}

export function streamedList(items: Iterable<unknown>): Streamed {
  return { [STREAMED]: 'list', items };
}

/** Members without a value are left out. */
export function streamedRecord(entries: Iterable<readonly [string, unknown]>): Streamed {
  return { [STREAMED]: 'record', items: entries };
}

/** The same text as of `printJson`, in pieces: what is streamed is never whole in memory. */
export function* printJsonPieces(document: Streamed): Iterable<string> {
  yield* piecesOf(document, 1);
  yield '\n';
}

/** Recursion goes as deep as one streamed part stands in another: our own nesting, not that of foreign values. */
function* piecesOf(value: unknown, depth: number): Iterable<string> {
  if (!isStreamed(value)) {
    yield indented(value, depth - 1);
    return;
  }
  const [open, close] = value[STREAMED] === 'list' ? ['[', ']'] : ['{', '}'];
  let lead = open;
  for (const item of value.items) {
    const [name, inner] = value[STREAMED] === 'list' ? [undefined, item] : (item as readonly [string, unknown]);
    if (inner === undefined) continue;
    yield `${lead}\n${'  '.repeat(depth)}${name === undefined ? '' : `${makeInert(JSON.stringify(name))}: `}`;
    yield* piecesOf(inner, depth + 1);
    lead = ',';
  }
  yield lead === ',' ? `\n${'  '.repeat(depth - 1)}${close}` : `${open}${close}`;
}

function isStreamed(value: unknown): value is Streamed {
  return typeof value === 'object' && value !== null && STREAMED in value;
}

/** Line breaks in JSON text stand between values only: within a string they are escaped. */
function indented(value: unknown, depth: number): string {
  const json = makeInert(JSON.stringify(value, null, 2));
  return depth === 0 ? json : json.replaceAll('\n', `\n${'  '.repeat(depth)}`);
}

/** Strict readers refuse half of a surrogate pair (RFC 8259 §8.2): U+FFFD stands for it. */
function makeInert(json: string): string {
  const wellFormed = json.includes('\\ud')
    ? json.replace(ESCAPE, (match, half?: string) => (half === undefined ? match : '\ufffd'))
    : json;
  return PLAIN.test(wellFormed) ? wellFormed : wellFormed.replace(ACTIVE, escaped);
}

/** One escape for each UTF-16 unit. */
function escaped(character: string): string {
  let text = '';
  for (let at = 0; at < character.length; at++) text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return text;
}
