import { ShellSimpleReader } from './shell-simple-reader.ts';
import type { ShellChain, ShellList, ShellPipeline, TreeCommand } from './shell-tree.ts';

/** Ends a word of the language. */
const KEYWORD_END = /[ \t\r\n;|&<>()]/;
/** A word of the language that ends a list. */
const CLOSING = /(?:then|else|elif|fi|do|done|esac|\})(?![^ \t\r\n;|&<>()])/y;
const MISCASED =
  /(?:If|IF|While|WHILE|For|FOR|Case|CASE|Until|UNTIL|Then|THEN|Do|DO|Done|DONE|Fi|FI|Else|ELSE|Elif|ELIF|Esac|ESAC)(?=[ \t\r\n;])/y;

/** Reads lists, chains and pipelines. */
export abstract class ShellListReader extends ShellSimpleReader {
  protected abstract readCompound(): TreeCommand | undefined;
  protected abstract refuseParenthesis(start: number): never;

  /** Blanks, comments and line ends; here-documents where a line ends. */
  protected skipLines(): void {
    for (;;) {
      this.skipBlanks();
      this.skipComment();
      if (this.text[this.at] !== '\n') return;
      this.at += 1;
      this.readHeredocs();
    }
  }

  /** Statements up to what cannot begin one. */
  protected readList(): ShellList {
    const items: { chain: ShellChain; separator: string }[] = [];
    this.skipLines();
    const start = this.at;
    let end = start;
    while (this.at < this.text.length && !this.#isAtEnd()) {
      const chain = this.#readChain();
      end = this.at;
      this.skipBlanks();
      this.skipComment();
      const separator = this.match(/;(?!;|&)|&(?!&)|\n/y) ?? '';
      items.push({ chain, separator });
      if (separator === '') break;
      this.at += separator.length;
      if (separator === '\n') this.readHeredocs();
      if (separator === '&' && this.match(/[ \t]*;(?!;)/y) !== undefined) this.#stopOrSkipSemicolon();
      end = this.at;
      this.skipLines();
    }
    this.skipLines();
    return { kind: 'list', start, end, items };
  }

  /** `foo &; bar`: reported, and read as if the semicolon were not there. */
  #stopOrSkipSemicolon(): void {
    this.remark('SC1045', this.at - 1, this.at + 1);
    this.at += this.match(/[ \t]*;/y)!.length;
  }

  #isAtEnd(): boolean {
    const char = this.text[this.at];
    return char === ')' || char === ';' || this.match(CLOSING) !== undefined;
  }

  #readChain(): ShellChain {
    const start = this.at;
    const items = [this.#readPipeline()];
    const operators: ('&&' | '||')[] = [];
    for (;;) {
      const before = this.at;
      this.skipBlanks();
      const operator = this.match(/&&|\|\|/y);
      if (operator === undefined) {
        this.at = before;
        return { kind: 'chain', start, end: this.at, items, operators };
      }
      this.at += 2;
      this.skipLines();
      operators.push(operator as '&&' | '||');
      items.push(this.#readPipeline());
    }
  }

  #readPipeline(): ShellPipeline {
    const start = this.at;
    const isNegated = this.#readNegation();
    const stages = [this.#readCommand()];
    const operators: ('|' | '|&')[] = [];
    for (;;) {
      const before = this.at;
      this.skipBlanks();
      const operator = this.match(/\|&|\|(?!\|)/y);
      if (operator === undefined) {
        this.at = before;
        return { kind: 'pipeline', start, end: this.at, isNegated, stages, operators };
      }
      this.at += operator.length;
      this.skipLines();
      operators.push(operator as '|' | '|&');
      stages.push(this.#readCommand());
    }
  }

  #readNegation(): boolean {
    if (this.text[this.at] !== '!' || !/[ \t\r\n([]/.test(this.text[this.at + 1] ?? 'x')) return false;
    this.at += 1;
    if (!/[ \t\r\n]/.test(this.text[this.at]!)) this.remark('SC1035', this.at - 1, this.at);
    this.skipBlanks();
    return true;
  }

  protected keyword(word: string): boolean {
    return this.looking(word) && KEYWORD_END.test(this.text[this.at + word.length] ?? ' ');
  }

  protected take(word: string, code = 'SC1072'): void {
    if (!this.keyword(word)) this.stop(code);
    this.at += word.length;
  }

  #readCommand(): TreeCommand {
    if (this.keyword('time')) {
      this.at += 4;
      this.skipBlanks();
      this.at += this.match(/-p(?=[ \t\r\n])/y)?.length ?? 0;
      this.skipBlanks();
    }
    const compound = this.nest(() => this.readCompound());
    if (compound !== undefined) return compound;
    const miscased = this.match(MISCASED);
    if (miscased !== undefined) this.remark('SC1081', this.at, this.at + miscased.length);
    const start = this.at;
    const simple = this.readSimple();
    if (simple === undefined) this.stop('SC1072');
    this.skipBlanks();
    if (this.text[this.at] === '(') this.refuseParenthesis(start);
    return simple;
  }
}
