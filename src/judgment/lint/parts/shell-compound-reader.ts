import { ShellSimpleReader } from './shell-simple-reader.ts';
import type {
  CaseCommand,
  ForCommand,
  IfCommand,
  ShellChain,
  ShellList,
  ShellPipeline,
  TreeCommand,
} from './shell-tree.ts';

const FUNCTION = /[^\s"'`$|&;<>()={}#\\]{1,200}[ \t]*\([ \t]*\)/y;
/** Ends a word of the language. */
const KEYWORD_END = /[\s;|&<>()]/;
/** A word of the language that ends a list. */
const CLOSING = /(?:then|else|elif|fi|do|done|esac|\})(?![^\s;|&<>()])/y;
const MISCASED =
  /(?:If|IF|While|WHILE|For|FOR|Case|CASE|Until|UNTIL|Then|THEN|Do|DO|Done|DONE|Fi|FI|Else|ELSE|Elif|ELIF|Esac|ESAC)(?=[\s;])/y;

/** Reads lists and compound commands. */
export abstract class ShellCompoundReader extends ShellSimpleReader {
  /** Blanks, comments and line ends; here-documents where a line ends. */
  #skipLines(): void {
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
    this.#skipLines();
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
      this.#skipLines();
    }
    this.#skipLines();
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
      this.#skipLines();
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
      this.#skipLines();
      operators.push(operator as '|' | '|&');
      stages.push(this.#readCommand());
    }
  }

  #readNegation(): boolean {
    if (this.text[this.at] !== '!' || !/[\s([]/.test(this.text[this.at + 1] ?? 'x')) return false;
    this.at += 1;
    if (!/\s/.test(this.text[this.at]!)) this.remark('SC1035', this.at - 1, this.at);
    this.skipBlanks();
    return true;
  }

  #keyword(word: string): boolean {
    return this.looking(word) && KEYWORD_END.test(this.text[this.at + word.length] ?? ' ');
  }

  #take(word: string, code = 'SC1072'): void {
    if (!this.#keyword(word)) this.stop(code);
    this.at += word.length;
  }

  #readCommand(): TreeCommand {
    if (this.#keyword('time')) {
      this.at += 4;
      this.skipBlanks();
      this.at += this.match(/-p(?=\s)/y)?.length ?? 0;
      this.skipBlanks();
    }
    const compound = this.nest(() => this.#readCompound());
    if (compound !== undefined) return compound;
    const miscased = this.match(MISCASED);
    if (miscased !== undefined) this.remark('SC1081', this.at, this.at + miscased.length);
    const start = this.at;
    const simple = this.readSimple();
    if (simple === undefined) this.stop('SC1072');
    this.skipBlanks();
    if (this.text[this.at] === '(') this.#refuseParenthesis(start);
    return simple;
  }

  #refuseParenthesis(start: number): never {
    const head = this.text.slice(start, Math.min(this.at, start + 200));
    const isFunction = /^[\w-]+[ \t]*$/.test(head) && this.match(/\([^()\n]{1,200}\)[ \t]*\{/y) !== undefined;
    this.stop(isFunction ? 'SC1065' : head.startsWith('eval ') ? 'SC1098' : 'SC1036');
  }

  #readCompound(): TreeCommand | undefined {
    const { text, at: start } = this;
    if (text[start] === '{' && /[\s(]/.test(text[start + 1] ?? '')) return this.#readGroup();
    if (text[start] === '(') return this.#readParentheses();
    if (text[start] === '[') return this.readTest();
    if (this.#keyword('if')) return this.#readIf();
    if (this.#keyword('while')) return this.#readLoop('while');
    if (this.#keyword('until')) return this.#readLoop('until');
    if (this.#keyword('for')) return this.#readFor('for');
    if (this.#keyword('select')) return this.#readFor('select');
    if (this.#keyword('case')) return this.#readCase();
    if (this.#keyword('function')) return this.#readFunction(true);
    return this.match(FUNCTION) === undefined ? undefined : this.#readFunction(false);
  }

  #readGroup(): TreeCommand {
    const start = this.at;
    this.at += 1;
    const body = this.readList();
    if (body.items.length === 0 || this.text[this.at] !== '}') this.stop('SC1072');
    this.at += 1;
    return { kind: 'group', start, end: this.at, body, redirects: this.readRedirects() };
  }

  #readParentheses(): TreeCommand {
    const start = this.at;
    if (this.text[start + 1] === '(') {
      const arithmetic = this.readArithmetic(start, start + 2);
      if (arithmetic !== undefined) {
        const { parts, text } = arithmetic;
        return { kind: 'arithmetic-command', start, end: this.at, text, parts, redirects: this.readRedirects() };
      }
    }
    this.at += 1;
    const body = this.readList();
    if (body.items.length === 0 || this.text[this.at] !== ')') this.stop('SC1072');
    this.at += 1;
    return { kind: 'subshell', start, end: this.at, body, redirects: this.readRedirects() };
  }

  /** A list that must have something in it. */
  #readBody(): ShellList {
    this.skipBlanks();
    if (this.text[this.at] === ';') this.stop('SC1072');
    const list = this.readList();
    if (list.items.length === 0) this.stop('SC1072');
    return list;
  }

  #readIf(): IfCommand {
    const start = this.at;
    const branches: { condition: ShellList; body: ShellList }[] = [];
    let otherwise: ShellList | undefined;
    this.at += 2;
    for (;;) {
      const condition = this.#readBody();
      this.#take('then');
      branches.push({ condition, body: this.#readBody() });
      if (!this.#keyword('elif')) break;
      this.at += 4;
    }
    if (this.#keyword('else')) {
      this.at += 4;
      otherwise = this.#readBody();
    }
    this.#take('fi');
    const end = this.at;
    return { kind: 'if', start, end, branches, redirects: this.readRedirects(), ...(otherwise && { otherwise }) };
  }

  #readLoop(kind: 'while' | 'until'): TreeCommand {
    const start = this.at;
    this.at += kind.length;
    const condition = this.#readBody();
    const body = this.#readDo();
    return { kind, start, end: this.at, condition, body, redirects: this.readRedirects() };
  }

  #readDo(): ShellList {
    this.#take('do', 'SC1072');
    const body = this.#readBody();
    this.#take('done', 'SC1072');
    return body;
  }

  #readFor(kind: 'for' | 'select'): ForCommand {
    const start = this.at;
    this.at += kind.length;
    this.skipBlanks();
    if (kind === 'for' && this.looking('((')) return this.#readArithmeticFor(start);
    if (this.text[this.at] === '$') this.#remarkDollar();
    const variable = this.match(/[A-Za-z_]\w*/y);
    if (variable === undefined) this.stop('SC1072');
    this.at += variable.length;
    this.#skipLines();
    const words = this.#keyword('in') ? this.#readItems() : undefined;
    this.at += this.match(/;(?!;)/y)?.length ?? 0;
    this.#skipLines();
    const body = this.#readDo();
    return { kind, start, end: this.at, variable, body, redirects: this.readRedirects(), ...(words && { words }) };
  }

  #remarkDollar(): void {
    this.remark('SC1086', this.at, this.at + 1);
    this.at += 1;
  }

  #readItems(): ForCommand['words'] {
    this.at += 2;
    const words = [];
    for (;;) {
      this.skipBlanks();
      const word = this.text[this.at] === '#' ? undefined : this.readWord();
      if (word === undefined) return words;
      words.push(word);
    }
  }

  #readArithmeticFor(start: number): ForCommand {
    const arithmetic = this.readArithmetic(start, this.at + 2);
    if (arithmetic === undefined) this.stop('SC1072');
    this.skipBlanks();
    this.at += this.match(/;(?!;)/y)?.length ?? 0;
    this.#skipLines();
    const body = this.text[this.at] === '{' ? (this.#readGroup() as { body: ShellList }).body : this.#readDo();
    const redirects = this.readRedirects();
    return { kind: 'for', start, end: this.at, variable: '', arithmetic: arithmetic.text, body, redirects };
  }

  #readCase(): CaseCommand {
    const start = this.at;
    this.at += 4;
    this.skipBlanks();
    const word = this.readWord();
    if (word === undefined) this.stop('SC1072');
    this.#skipLines();
    this.#take('in');
    this.#skipLines();
    const items = [];
    while (!this.#keyword('esac')) {
      if (this.at >= this.text.length) this.stop('SC1072');
      items.push(this.#readCaseItem());
      this.#skipLines();
    }
    this.at += 4;
    return { kind: 'case', start, end: this.at, word, items, redirects: this.readRedirects() };
  }

  #readCaseItem(): CaseCommand['items'][number] {
    if (this.text[this.at] === '(') this.at += 1;
    const patterns = [];
    for (;;) {
      this.skipBlanks();
      const pattern = this.readWord();
      if (pattern === undefined) this.stop('SC1072');
      patterns.push(pattern);
      this.skipBlanks();
      if (this.text[this.at] !== '|') break;
      this.at += 1;
    }
    if (this.text[this.at] !== ')') this.stop('SC1072');
    this.at += 1;
    const body = this.readList();
    const end = this.match(/;;&|;;|;&/y) ?? '';
    if (end === '' && !this.#keyword('esac')) this.stop('SC1072');
    this.at += end.length;
    return { patterns, body, end };
  }

  #readFunction(hasKeyword: boolean): TreeCommand {
    const start = this.at;
    if (hasKeyword) this.at += 'function'.length;
    this.skipBlanks();
    const name = this.match(/[^\s"'`$|&;<>()={}#\\]+/y);
    if (name === undefined) this.stop('SC1072');
    this.at += name.length;
    const parentheses = this.match(/[ \t]*\([ \t]*\)/y);
    this.at += parentheses?.length ?? 0;
    if (this.text[this.at] === '{') this.remark('SC1095', this.at, this.at + 1);
    this.#skipLines();
    const body = this.nest(() => this.#readCompound());
    if (body === undefined) this.stop('SC1064');
    const hasParentheses = parentheses !== undefined;
    return { kind: 'function', start, end: this.at, name, hasKeyword, hasParentheses, body, redirects: [] };
  }
}
