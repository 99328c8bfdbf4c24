/** A regular expression as it stands in the program. */
export interface Literal {
  /** Path from the root of the repository, and line from 1. */
  readonly path: string;
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

/** Behind these a slash begins a regular expression; behind a name, a number or a closing bracket it divides. */
const BEFORE = /(?:[(,=:[!&|?{};+\-*%~^<>]|\breturn|\btypeof|\bcase|\bof|\bin)$|^$/;
const LITERAL = /\/((?:[^\\/[\n]|\\.|\[(?:[^\\\]\n]|\\.)*\])+)\/([dgimsuvy]*)/y;
const OTHER = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y;

/** The regular expressions of a TypeScript text, in order. Comments and strings are passed over; what stands in `${}` of a template is read. */
export function literalsOf(path: string, text: string): readonly Literal[] {
  const found: Literal[] = [];
  let line = 1;
  let code = '';
  /** Depths of braces at which a template goes on. */
  const templates: number[] = [];
  let depth = 0;
  const pass = (length: number, at: number): number => {
    for (let i = at; i < at + length; i++) if (text[i] === '\n') line++;
    return at + length;
  };
  for (let at = 0; at < text.length; ) {
    const other = matchAt(OTHER, text, at);
    const literal = text[at] === '/' && BEFORE.test(code.trimEnd()) ? matchAt(LITERAL, text, at) : null;
    if (literal !== null && other === null) {
      found.push({ path, line, source: literal[1]!, flags: literal[2]! });
      code = ')';
      at = pass(literal[0].length, at);
    } else if (other !== null) {
      if (!other[0].startsWith('/')) code = ')';
      at = pass(other[0].length, at);
    } else if (text[at] === '`' || (text[at] === '}' && templates.at(-1) === depth)) {
      if (text[at] === '}') templates.pop();
      const end = templateEnd(text, at + 1);
      if (text[end] === '{') templates.push(depth);
      code = text[end] === '{' ? '(' : ')';
      at = pass(end + 1 - at, at);
    } else {
      if (text[at] === '{') depth++;
      if (text[at] === '}') depth--;
      code = `${code.slice(-12)}${text[at]}`;
      at = pass(1, at);
    }
  }
  return found;
}

/** Index of the closing backtick, or of the brace of `${`. */
function templateEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at;
    else if (text[at] === '$' && text[at + 1] === '{') return at + 1;
  }
  return text.length;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
