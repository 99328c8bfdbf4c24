import { braceEnd, isEscaped, LONGEST_PATTERN, META } from './shell-patterns.ts';
import { ShellTextReader } from './shell-text-reader.ts';
import type { ShellList, ShellPart, ShellTreeWord, TreeRedirect } from './shell-tree.ts';

const NAME = /[A-Za-z_]\w*/y;
const PARAMETER = /[A-Za-z_]\w*|\d+|[@*#?$!-]/y;
const BRACKET = /\[[!^]?\]?(?:\[:\w{1,20}:\]|[^\] \t\r\n"'$`\\|&;<>()[]|\\.|\$\w+){0,200}\]/y;
const PLAIN = /[^\\'"`$*?[\]{}|&;<>() \t\r\n!@+#~=\xc2]+/y;
const PLAIN_IN_QUOTES = /[^\\"`$]+/y;
/** Characters that a backslash takes a meaning from, or that people escape with reason. */
const ESCAPABLE = /[|&;<>()$`\\ "'\t\n\r?*@!+[\]{}.,~#\x80-\xff]/;

/** Reads words as ShellCheck does. Every method is linear in what it reads. */
export abstract class ShellWordReader extends ShellTextReader {
  /** Here-documents whose bodies follow the line. */
  protected readonly pendingHeredocs: { readonly delimiter: string; readonly redirect: TreeRedirect }[] = [];
  /** Places of `}` that close a brace expansion. */
  readonly #braceEnds = new Set<number>();

  protected abstract readListUntil(end: string): ShellList;
  protected abstract readBackquoted(body: string, offset: number): ShellList;

  /** A word, or undefined where none begins. */
  protected readWord(): ShellTreeWord | undefined {
    const start = this.at;
    const parts = this.readParts((char) => META.test(char) || (char === '\xc2' && this.text[this.at + 1] === '\xa0'));
    if (this.at === start) return undefined;
    return { kind: 'word', start, end: this.at, parts, raw: this.text.slice(start, this.at) };
  }

  /** Parts outside of double quotes, up to a character that ends them. */
  protected readParts(isEnd: (char: string) => boolean): ShellPart[] {
    const parts: ShellPart[] = [];
    let from = this.at;
    const flush = () => {
      if (this.at > from)
        parts.push({ kind: 'literal', start: from, end: this.at, text: this.text.slice(from, this.at) });
    };
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      const isProcess = (char === '<' || char === '>') && this.text[this.at + 1] === '(';
      if (isEnd(char) && !isProcess) break;
      const before = this.at;
      const part = this.#readSpecial(char);
      if (part === undefined) continue;
      const after = this.at;
      this.at = before;
      flush();
      parts.push(part);
      this.at = after;
      from = after;
    }
    flush();
    return parts;
  }

  /** A part that is not literal; else goes over the literal characters and returns undefined. */
  #readSpecial(char: string): ShellPart | undefined {
    const start = this.at;
    switch (char) {
      case '\\':
        return this.#skipEscaped();
      case "'":
        return this.#readSingle(start, false);
      case '"':
        return this.#readDouble(start, false);
      case '`':
        return this.#readBackticks();
      case '$':
        return this.readDollar(false);
      case '<':
      case '>':
        return this.#readProcess(char);
      case '{':
      case '}':
        return this.#readBrace(char);
      case '[':
      case '*':
      case '?':
      case '@':
      case '!':
      case '+':
        return this.#readGlob(char);
      default:
        this.at += Math.max(1, this.match(PLAIN)?.length ?? 0);
        return undefined;
    }
  }

  #skipEscaped(): undefined {
    const next = this.text[this.at + 1];
    if (next !== undefined && !ESCAPABLE.test(next))
      this.remark('ntr'.includes(next) ? 'SC1012' : 'SC1001', this.at, this.at + 2);
    this.at = Math.min(this.at + 2, this.text.length);
  }

  #readSingle(start: number, isAnsi: boolean): ShellPart {
    const from = this.at + 1;
    let end = this.text.indexOf("'", from);
    while (isAnsi && end > 0 && isEscaped(this.text, end, from)) end = this.text.indexOf("'", end + 1);
    if (end < 0) this.stop('SC1073', start);
    this.at = end + 1;
    return { kind: 'single', start, end: this.at, text: this.text.slice(from, end), isAnsi };
  }

  #readDouble(start: number, isLocale: boolean): ShellPart {
    this.at += 1;
    const parts = this.nest(() => this.readQuotedParts('"'));
    if (this.at >= this.text.length) this.stop('SC1073', start);
    this.at += 1;
    return { kind: 'double', start, end: this.at, parts, isLocale };
  }

  /** Parts as in double quotes, up to a character or a place. */
  protected readQuotedParts(end: string, limit = this.text.length): ShellPart[] {
    const parts: ShellPart[] = [];
    let from = this.at;
    while (this.at < limit && this.text[this.at] !== end) {
      const before = this.at;
      const char = this.text[before];
      let part: ShellPart | undefined;
      if (char === '\\') this.at = Math.min(this.at + 2, this.text.length);
      else if (char === '`') part = this.#readBackticks();
      else if (char === '$') part = this.readDollar(true);
      else this.at += Math.max(1, this.match(PLAIN_IN_QUOTES)?.length ?? 0);
      if (part === undefined) continue;
      if (before > from) parts.push({ kind: 'literal', start: from, end: before, text: this.text.slice(from, before) });
      parts.push(part);
      from = this.at;
    }
    if (this.at > from)
      parts.push({ kind: 'literal', start: from, end: this.at, text: this.text.slice(from, this.at) });
    return parts;
  }

  #readBackticks(): ShellPart {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '`') end += this.text[end] === '\\' ? 2 : 1;
    if (end >= this.text.length) this.stop('SC1073', start);
    const raw = this.text.slice(start + 1, end);
    const body = raw.replace(/\\([$`\\])/g, '$1');
    const list = this.nest(() => this.readBackquoted(body, start + 1));
    this.at = end + 1;
    return { kind: 'substitution', start, end: this.at, form: '`', body: list };
  }

  #readProcess(char: '<' | '>'): ShellPart {
    const start = this.at;
    this.at += 2;
    return this.#readSubstitution(start, `${char}(`);
  }

  #readSubstitution(start: number, form: '$(' | '<(' | '>('): ShellPart {
    const body = this.nest(() => this.readListUntil(')'));
    if (this.text[this.at] !== ')') this.stop('SC1073', start);
    this.at += 1;
    return { kind: 'substitution', start, end: this.at, form, body };
  }

  /** What a dollar sign begins; undefined for a lonely one. */
  protected readDollar(isQuoted: boolean): ShellPart | undefined {
    const start = this.at;
    const next = this.text[start + 1];
    if (next === '(') {
      if (this.text[start + 2] === '(') {
        const arithmetic = this.readArithmetic(start, start + 3);
        if (arithmetic !== undefined) return arithmetic;
      }
      this.at += 2;
      return this.#readSubstitution(start, '$(');
    }
    this.at += 1;
    if (next === '{') return this.#readBraced(start);
    if (next === '[') {
      const end = this.text.slice(start, start + LONGEST_PATTERN).indexOf(']');
      if (end > 0) {
        this.at = start + end + 1;
        return { kind: 'arithmetic', start, end: this.at, text: this.text.slice(start + 2, this.at - 1), parts: [] };
      }
    }
    if (!isQuoted && next === "'") return this.#readSingle(start, true);
    if (!isQuoted && next === '"') return this.#readDouble(start, true);
    const name = this.match(NAME) ?? this.match(/[\d@*#?$!-]/y);
    if (name === undefined) {
      if (!isQuoted || next !== '"') this.remark('SC1000', start, start + 1);
      return undefined;
    }
    this.at += name.length;
    if (this.text[this.at] === '[' && /^\[[\w$"'@*{}-]+\]/.test(this.text.slice(this.at, this.at + 60)))
      this.remark('SC1087', start, this.at);
    return { kind: 'variable', start, end: this.at, name, isBraced: false, prefix: '', modifier: '', parts: [] };
  }

  /** `((…))` from behind its parentheses; undefined when they are not closed together. */
  protected readArithmetic(start: number, from: number): (ShellPart & { kind: 'arithmetic' }) | undefined {
    let open = 0;
    let end = from;
    for (; end < this.text.length; end++) {
      const char = this.text[end];
      if (char === '\\') end += 1;
      else if (char === '(') open += 1;
      else if (char === ')' && open-- === 0) break;
    }
    if (this.text[end] !== ')' || this.text[end + 1] !== ')') return undefined;
    this.at = from;
    const parts: ShellPart[] = [];
    this.nest(() => {
      while (this.at < end) {
        if (this.text[this.at] !== '$') this.at += 1;
        else {
          const part = this.readDollar(true);
          if (part !== undefined) parts.push(part);
        }
      }
    });
    this.at = end + 2;
    return { kind: 'arithmetic', start, end: this.at, text: this.text.slice(from, end), parts };
  }

  #readBraced(start: number): ShellPart {
    this.at += 1;
    const prefix = this.match(/[!#](?=[A-Za-z_\d@*#?$!-])/y) ?? '';
    this.at += prefix.length;
    const name = this.match(PARAMETER) ?? '';
    if (name === '') this.stop('SC1072');
    this.at += name.length;
    const subscript = this.match(/\[(?:[^\]{}$]|\$(?:\{\w{0,60}\})?){0,200}\]/y);
    this.at += subscript?.length ?? 0;
    const from = this.at;
    const before = this.remarks.length;
    const parts = this.nest(() => this.readParts((char) => char === '}'));
    // In a pattern a backslash has its meaning.
    this.remarks.push(
      ...this.remarks.splice(before).filter(({ code }) => code !== 'SC1001' && code !== 'SC1012' && code !== 'SC1083'),
    );
    if (this.text[this.at] !== '}') this.stop('SC1073', start);
    const modifier = this.text.slice(from, this.at);
    this.at += 1;
    const end = this.at;
    return {
      kind: 'variable',
      start,
      end,
      name,
      isBraced: true,
      prefix,
      modifier,
      parts,
      ...(subscript && { subscript }),
    };
  }

  #readBrace(char: string): ShellPart | undefined {
    const start = this.at;
    this.at += 1;
    if (char === '}') {
      if (!this.#braceEnds.has(start)) this.remark('SC1083', start, start + 1);
      return undefined;
    }
    if (this.text[this.at] === '}') {
      this.at += 1;
      return undefined;
    }
    const end = braceEnd(this.text, start);
    if (end === undefined) {
      this.remark('SC1083', start, start + 1);
      return undefined;
    }
    this.#braceEnds.add(end);
    return { kind: 'brace', start, end: this.at };
  }

  #readGlob(char: string): ShellPart | undefined {
    const start = this.at;
    if (char === '[') {
      const bracket = this.match(BRACKET);
      this.at += bracket?.length ?? 1;
      return bracket === undefined ? undefined : { kind: 'glob', start, end: this.at, text: bracket };
    }
    this.at += 1;
    if (this.text[this.at] === '(' && char !== ' ') {
      const end = this.text.slice(this.at, this.at + LONGEST_PATTERN).search(/\)/);
      if (end > 0) {
        this.at += end + 1;
        return { kind: 'glob', start, end: this.at, text: this.text.slice(start, this.at) };
      }
    }
    return char === '*' || char === '?' ? { kind: 'glob', start, end: this.at, text: char } : undefined;
  }
}
