/**
 * One simple command of a shell text, with all that stands between it and the one before. Layout is gone, words are as written: two texts with equal
 * commands do the same. Reserved words (`if`, `done`) are words as well.
 */
export interface ScriptCommand {
  /** Operators since the command before: ``, `&&`, `;`, newline, `(`, `$(` … */
  readonly join: string;
  /** How many groups and substitutions are open around it. */
  readonly depth: number;
  /** A substitution inside a word is `$()` there, in backquotes too, and its commands follow as commands of their own. */
  readonly words: readonly string[];
}

interface Draft {
  join: string;
  readonly depth: number;
  readonly words: string[];
}

/** What is open, and which command and word go on behind its end. */
interface Frame {
  readonly end: ')' | '`' | '"' | '}';
  /** Set where commands stand inside: a double quote or `${` is a part of its word. */
  readonly outer?: { readonly draft: Draft; readonly word: string } | 'group';
}

const REDIRECT = /(?:&>>?|<<<|<<-?|<&|>&|>>|>\||<>|[<>])/y;
const OPERATOR = /(?:&&|\|\||;;&|;;|;&|\|&|[;&|])/y;
const ARITHMETIC = /\$\(\((?:[^()'"`\\]|\([^()'"`\\]*\))*\)\)/y;

/**
 * Reads a shell text into its commands. It knows quotes, substitutions, heredocs and comments, and nothing of the grammar above them: a proof has to
 * rest on less than the rules whose edits it judges. Total and linear.
 */
export function scriptOf(text: string): readonly ScriptCommand[] {
  return new ScriptReader(text, false).read();
}

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|k|z)?sh$/;

class ScriptReader {
  readonly #text: string;
  readonly #isInner: boolean;
  readonly #commands: Draft[] = [];
  readonly #frames: Frame[] = [];
  #draft: Draft = { join: '', depth: 0, words: [] };
  #word: string | undefined;
  /** Open frames that hold commands, and how many of them are backquotes. */
  #depth = 0;
  #backquotes = 0;
  #at = 0;
  /** Delimiters of heredocs whose bodies begin in the next line, with the command that reads them. */
  #heredocs: { readonly draft: Draft; readonly name: string; readonly stripsTabs: boolean }[] = [];
  #awaits: 'delimiter' | 'delimiter-' | undefined;

  /** `isInner`: the text is itself a heredoc of another; those in it are read no further. */
  constructor(text: string, isInner: boolean) {
    this.#text = text;
    this.#isInner = isInner;
    this.#commands.push(this.#draft);
  }

  read(): readonly ScriptCommand[] {
    while (this.#at < this.#text.length) this.#step();
    this.#endWord();
    const last = this.#commands.at(-1)!;
    // A line break at the end ends nothing.
    if (this.#commands.length > 1 && last.words.length === 0 && last.join === '\n') this.#commands.pop();
    return this.#commands;
  }

  #step(): void {
    const char = this.#text[this.#at]!;
    const inner = this.#frames.at(-1)?.end;
    if (char === '\\') this.#escape();
    else if (char === inner) this.#close();
    else if (char === '$' || char === '`' || ((char === '<' || char === '>') && inner !== '"')) this.#open(char);
    else if (inner === '"') this.#add(char);
    else if (char === '"') this.#push('"');
    else if (char === "'") this.#quote();
    else if (inner === '}') this.#add(char);
    else if (char === ' ' || char === '\t' || char === '\r') this.#blank();
    else if (char === '\n') this.#newline();
    else if (char === '#' && this.#word === undefined) this.#comment();
    else this.#operatorOr(char);
  }

  #add(text: string, length = text.length): void {
    this.#word = (this.#word ?? '') + text;
    this.#at += length;
  }

  #escape(): void {
    const next = this.#text[this.#at + 1] ?? '';
    // Outside of quotes too, a backslash before a line break is nothing at all.
    if (next === '\n') this.#at += 2;
    // Backquotes take a backslash away before their text is read: it is not the same there.
    else this.#add(this.#backquotes > 0 ? `\\\0${next}` : `\\${next}`, 1 + next.length);
  }

  #quote(): void {
    const end = this.#text.indexOf("'", this.#at + 1);
    this.#add(this.#text.slice(this.#at, end < 0 ? this.#text.length : end + 1));
  }

  #push(end: '"' | '}', opening: string = end): void {
    this.#add(opening);
    this.#frames.push({ end });
  }

  #open(char: string): void {
    ARITHMETIC.lastIndex = this.#at;
    const arithmetic = char === '$' ? ARITHMETIC.exec(this.#text) : null;
    if (arithmetic !== null) this.#add(arithmetic[0]);
    else if (char === '`') this.#substitute('`', '`');
    else if (this.#text[this.#at + 1] === '(') this.#substitute(`${char}(`, ')');
    else if (char === '$') {
      if (this.#text[this.#at + 1] === '{') this.#push('}', '${');
      else this.#add('$');
    } else if (this.#frames.at(-1)?.end === '}') this.#add(char);
    else this.#redirect();
  }

  /** Backquotes count as `$(…)`. */
  #substitute(opening: string, end: ')' | '`'): void {
    const usual = end === '`' ? '$(' : opening;
    this.#depth += 1;
    if (end === '`') this.#backquotes += 1;
    this.#frames.push({ end, outer: { draft: this.#draft, word: `${this.#word ?? ''}${usual}` } });
    this.#word = undefined;
    this.#at += opening.length;
    this.#begin(usual);
  }

  #close(): void {
    const { end, outer } = this.#frames.pop()!;
    if (outer === undefined) {
      this.#add(end);
      return;
    }
    this.#endWord();
    this.#at += 1;
    this.#depth -= 1;
    if (end === '`') this.#backquotes -= 1;
    if (outer === 'group') this.#begin(')');
    else {
      this.#draft = outer.draft;
      this.#word = `${outer.word})`;
    }
  }

  #redirect(): void {
    REDIRECT.lastIndex = this.#at;
    const operator = REDIRECT.exec(this.#text)![0];
    const isDescriptor = this.#word !== undefined && /^\d+$/.test(this.#word);
    const descriptor = isDescriptor ? this.#word! : '';
    if (isDescriptor) this.#word = undefined;
    else this.#endWord();
    this.#draft.words.push(descriptor + operator);
    this.#at += operator.length;
    if (operator === '<<' || operator === '<<-') this.#awaits = operator === '<<' ? 'delimiter' : 'delimiter-';
  }

  #blank(): void {
    this.#endWord();
    this.#at += 1;
  }

  #comment(): void {
    const ends = this.#backquotes > 0 ? /[\n`]/g : /\n/g;
    ends.lastIndex = this.#at;
    this.#at = ends.exec(this.#text)?.index ?? this.#text.length;
  }

  #operatorOr(char: string): void {
    if (this.#text.startsWith('&>', this.#at)) {
      this.#redirect();
      return;
    }
    OPERATOR.lastIndex = this.#at;
    const operator = char === '(' || char === ')' ? char : OPERATOR.exec(this.#text)?.[0];
    if (operator === undefined) {
      this.#add(char);
      return;
    }
    this.#endWord();
    this.#at += operator.length;
    if (operator === '(') {
      this.#depth += 1;
      this.#frames.push({ end: ')', outer: 'group' });
    }
    this.#begin(operator);
  }

  #newline(): void {
    this.#endWord();
    this.#at += 1;
    for (const { draft, name, stripsTabs } of this.#heredocs) {
      const body = this.#body(name, stripsTabs);
      if (this.#isInner || !SHELL.test(draft.words[0] ?? '')) draft.words.push(body);
      else this.#commands.push(...commandsOfBody(body, draft.depth));
    }
    this.#heredocs = [];
    this.#begin('\n');
  }

  /** The lines up to the one that is the delimiter; all of them when there is none. */
  #body(name: string, stripsTabs: boolean): string {
    const from = this.#at;
    while (this.#at < this.#text.length) {
      const lineBreak = this.#text.indexOf('\n', this.#at);
      const end = lineBreak < 0 ? this.#text.length : lineBreak;
      const line = this.#text.slice(this.#at, end);
      const start = this.#at;
      this.#at = Math.min(end + 1, this.#text.length);
      if ((stripsTabs ? line.replace(/^\t+/, '') : line) === name) return this.#text.slice(from, start);
    }
    return this.#text.slice(from);
  }

  #endWord(): void {
    if (this.#word === undefined) return;
    const word = this.#word;
    this.#word = undefined;
    this.#draft.words.push(word);
    if (this.#awaits === undefined) return;
    const name = word.replace(/\\(.)|["']/gs, '$1');
    this.#heredocs.push({ draft: this.#draft, name, stripsTabs: this.#awaits === 'delimiter-' });
    this.#awaits = undefined;
  }

  /** Ends the command; one without words passes its operators on. */
  #begin(operator: string): void {
    const last = this.#draft;
    const depth = this.#depth;
    if (last.words.length > 0 || this.#commands.at(-1) !== last || last.depth !== depth) {
      this.#draft = { join: operator, depth, words: [] };
      this.#commands.push(this.#draft);
    } else if (operator !== '\n') last.join += operator;
  }
}

/** What a shell reads from a heredoc. */
function commandsOfBody(body: string, outer: number): Draft[] {
  const commands = new ScriptReader(body, true).read();
  return commands.map(({ join, depth, words }) => ({ join: `<<${join}`, depth: outer + 1 + depth, words: [...words] }));
}
