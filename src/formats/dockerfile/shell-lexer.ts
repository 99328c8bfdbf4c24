import type { VariableReference } from '../../model/dockerfile.ts';
import { isDigit, nameLength } from './characters.ts';
import type { Environment } from './environment.ts';
import { applyModifier } from './modifiers.ts';

/** What reading a piece of text gave. */
export interface Lexed {
  /** Without quotes and escapes; variables as written, or their values. One character for each byte. */
  readonly text: string;
  readonly quoted: boolean;
  /** Spans count from the beginning of the text. Outer ones before those in their modifiers. */
  readonly references: readonly VariableReference[];
  /** Why BuildKit refuses it. */
  readonly problem?: LexProblem;
  /** Whether each value that the text depends on is known; always true without an environment. */
  readonly isKnown: boolean;
}

export interface LexProblem {
  readonly code: 'dockerfile/unclosed-quote' | 'dockerfile/bad-substitution';
  readonly message: string;
  readonly at: number;
}

export interface LexOptions {
  readonly escapeChar: string;
  /** Quotes mean nothing in the body of a heredoc. */
  readonly ignoresQuotes?: boolean;
  /** Given: variables are replaced. */
  readonly environment?: Environment;
}

/** `${a:-${b:-…}}`: what stands deeper is refused instead of read by ever deeper calls. */
const DEEPEST = 50;

/** The longest value that expansion makes; `ENV a=$a$a` thirty times would ask for more than there is memory. */
const LONGEST = 1 << 16;

/** Reads quotes, escapes and variables as BuildKit does where it expands them itself. Total, linear in the text. */
export function lexText(text: string, options: LexOptions): Lexed {
  const lexer = new Lexer(text, options);
  const read = lexer.readUntil(undefined, false, 0);
  return {
    text: read,
    quoted: lexer.quoted,
    references: lexer.references,
    isKnown: lexer.isKnown,
    ...(lexer.problem === undefined ? {} : { problem: lexer.problem }),
  };
}

/** Where the variable that begins at `at` with `$` ends; undefined when BuildKit cannot read it. */
export function endOfVariable(text: string, at: number): number | undefined {
  const lexer = new Lexer(text, { escapeChar: '\\' });
  lexer.at = at;
  lexer.readVariable(0);
  return lexer.problem === undefined ? lexer.at : undefined;
}

class Lexer {
  at = 0;
  quoted = false;
  isKnown = true;
  problem: LexProblem | undefined;
  readonly references: VariableReference[] = [];
  readonly #text: string;
  readonly #options: LexOptions;

  constructor(text: string, options: LexOptions) {
    this.#text = text;
    this.#options = options;
  }

  /** Text up to the character `stop`, which is passed over, or to the end. */
  readUntil(stop: string | undefined, keepsEscapes: boolean, depth: number): string {
    const { escapeChar, ignoresQuotes = false } = this.#options;
    const text = this.#text;
    let read = '';
    let from = this.at;
    const take = (): void => {
      read += text.slice(from, this.at);
    };
    while (this.at < text.length) {
      const char = text[this.at]!;
      if (char === stop) {
        take();
        this.at += 1;
        return read;
      }
      if (char === '$') {
        take();
        read += this.readVariable(depth);
        from = this.at;
      } else if (!ignoresQuotes && (char === "'" || char === '"')) {
        take();
        read += char === '"' ? this.#readDoubleQuoted(keepsEscapes, depth) : this.#readSingleQuoted(keepsEscapes);
        from = this.at;
      } else if (char === escapeChar) {
        if (!keepsEscapes) {
          take();
          from = this.at + 1;
        }
        this.at = Math.min(this.at + 2, text.length);
      } else this.at += 1;
    }
    take();
    if (stop !== undefined) this.#fail('dockerfile/bad-substitution', `the "${stop}" that ends it is missing`);
    return read;
  }

  /** `$name`, `${…}`: its value, or itself. */
  readVariable(depth: number): string {
    const start = this.at;
    this.at += 1;
    if (this.#text[this.at] === '{') return this.#readBraced(start, depth);
    const name = this.#readName();
    if (name === '') return '$';
    this.references.push({ name, span: { start, end: this.at } });
    const { environment } = this.#options;
    if (environment === undefined) return this.#text.slice(start, this.at);
    const value = environment.get(name);
    if (value.state === 'unknown') this.isKnown = false;
    return this.#bounded(value.state === 'set' ? value.value : '');
  }

  #readBraced(start: number, depth: number): string {
    this.at += 1;
    const first = this.#text[this.at];
    if (first === undefined) return this.#fail('dockerfile/bad-substitution', 'the "}" that ends it is missing');
    if (first === '{' || first === '}' || first === ':' || depth >= DEEPEST)
      return this.#fail('dockerfile/bad-substitution', 'a name of a variable must follow "${"');
    const name = this.#readName();
    const place = this.references.push({ name, span: { start, end: this.at } }) - 1;
    const operator = this.#readOperator();
    const wordStart = this.at;
    const wasKnown = this.isKnown;
    this.isKnown = true;
    const words = operator === '}' || operator === undefined ? [] : this.#readWords(operator, depth + 1);
    const areWordsKnown = this.isKnown;
    this.isKnown = wasKnown;
    if (operator === undefined || this.problem !== undefined) return '';
    const span = { start, end: this.at };
    const word = this.#text.slice(wordStart, this.at - 1);
    this.references[place] = operator === '}' ? { name, span } : { name, span, modifier: { operator, word } };
    const { environment } = this.#options;
    if (environment === undefined) return this.#text.slice(start, this.at);
    const result = applyModifier(environment.get(name), operator, words, areWordsKnown);
    if (result === undefined) this.isKnown = false;
    return this.#bounded(result ?? '');
  }

  /** The words behind the operator up to the closing brace: two for a replacement, else one. */
  #readWords(operator: string, depth: number): string[] {
    const isPattern = '#%/'.includes(operator[0]!);
    if (operator[0] !== '/') return [this.readUntil('}', isPattern, depth)];
    const pattern = this.readUntil('/', true, depth);
    return [pattern, this.problem === undefined ? this.readUntil('}', true, depth) : ''];
  }

  #readOperator(): string | undefined {
    const char = this.#text[this.at] ?? '';
    const twice = char + (this.#text[this.at + 1] ?? '');
    const operator = [':-', ':+', ':?', '##', '%%', '//'].includes(twice) ? twice : char;
    if (operator === '' || !'}-+?#%/:'.includes(char) || operator === ':') {
      this.#fail(
        'dockerfile/bad-substitution',
        `"${operator === ':' ? twice : char}" is no modifier that BuildKit knows`,
      );
      return undefined;
    }
    this.at += operator.length;
    return operator;
  }

  /** A name, a row of digits or one special parameter; empty when there is none. */
  #readName(): string {
    const text = this.#text;
    const start = this.at;
    if (isDigit(text.charCodeAt(this.at))) {
      while (isDigit(text.charCodeAt(this.at))) this.at += 1;
      return text.slice(start, this.at);
    }
    if (this.at < text.length && '@*#?-$!'.includes(text[this.at]!)) {
      this.at += 1;
      return text.slice(start, this.at);
    }
    for (let length = nameLength(text, this.at); length > 0; length = nameLength(text, this.at)) this.at += length;
    return text.slice(start, this.at);
  }

  #readSingleQuoted(keepsEscapes: boolean): string {
    const start = this.at + 1;
    const end = this.#text.indexOf("'", start);
    if (end < 0) return this.#fail('dockerfile/unclosed-quote', 'the single quote has no end');
    this.quoted = true;
    this.at = end + 1;
    const inner = this.#text.slice(start, end);
    return keepsEscapes ? inner.replaceAll(this.#options.escapeChar, this.#options.escapeChar.repeat(2)) : inner;
  }

  #readDoubleQuoted(keepsEscapes: boolean, depth: number): string {
    const { escapeChar } = this.#options;
    const text = this.#text;
    const start = this.at;
    this.at += 1;
    let read = '';
    let from = this.at;
    while (this.at < text.length) {
      const char = text[this.at]!;
      if (char === '"' || char === '$') read += text.slice(from, this.at);
      if (char === '"') {
        this.quoted = true;
        this.at += 1;
        return read;
      }
      if (char === '$') {
        read += this.readVariable(depth);
        from = this.at;
      } else if (char === escapeChar) {
        const next = text[this.at + 1];
        const isEscaped = next === '"' || next === '$' || next === escapeChar;
        if (isEscaped && !keepsEscapes) {
          read += text.slice(from, this.at);
          from = this.at + 1;
        }
        this.at += isEscaped ? 2 : 1;
      } else this.at += 1;
    }
    if (this.problem === undefined) this.at = start;
    return this.#fail('dockerfile/unclosed-quote', 'the double quote has no end');
  }

  #bounded(value: string): string {
    if (value.length <= LONGEST) return value;
    this.isKnown = false;
    return '';
  }

  /** Notes the first problem and stops reading. */
  #fail(code: LexProblem['code'], message: string): '' {
    this.problem ??= { code, message, at: Math.min(this.at, Math.max(0, this.#text.length - 1)) };
    this.at = this.#text.length;
    return '';
  }
}
