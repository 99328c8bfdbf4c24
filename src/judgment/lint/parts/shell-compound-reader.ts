import { ShellListReader } from './shell-list-reader.ts';
import type { CaseCommand, ForCommand, IfCommand, ShellList, TreeCommand } from './shell-tree.ts';

const FUNCTION = /[^ \t\r\n"'`$|&;<>()={}#\\]{1,200}[ \t]*\([ \t]*\)/y;

/** Reads compound commands. */
export abstract class ShellCompoundReader extends ShellListReader {
  protected refuseParenthesis(start: number): never {
    const head = this.text.slice(start, Math.min(this.at, start + 200));
    const isFunction = /^[\w-]+[ \t]*$/.test(head) && this.match(/\([^()\n]{1,200}\)[ \t]*\{/y) !== undefined;
    this.stop(isFunction ? 'SC1065' : head.startsWith('eval ') ? 'SC1098' : 'SC1088');
  }

  protected readCompound(): TreeCommand | undefined {
    const { text, at: start } = this;
    if (text[start] === '{' && /[ \t\r\n(]/.test(text[start + 1] ?? '')) return this.#readGroup();
    if (text[start] === '(') return this.#readParentheses();
    if (text[start] === '[') return this.readTest();
    if (this.keyword('if')) return this.#readIf();
    if (this.keyword('while')) return this.#readLoop('while');
    if (this.keyword('until')) return this.#readLoop('until');
    if (this.keyword('for')) return this.#readFor('for');
    if (this.keyword('select')) return this.#readFor('select');
    if (this.keyword('case')) return this.#readCase();
    if (this.keyword('function')) return this.#readFunction(true);
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
      this.take('then');
      branches.push({ condition, body: this.#readBody() });
      if (!this.keyword('elif')) break;
      this.at += 4;
    }
    if (this.keyword('else')) {
      this.at += 4;
      otherwise = this.#readBody();
    }
    this.take('fi');
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
    this.take('do', 'SC1072');
    const body = this.#readBody();
    this.take('done', 'SC1072');
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
    this.skipLines();
    const words = this.keyword('in') ? this.#readItems() : undefined;
    this.at += this.match(/;(?!;)/y)?.length ?? 0;
    this.skipLines();
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
    this.skipLines();
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
    this.skipLines();
    this.take('in');
    this.skipLines();
    const items = [];
    while (!this.keyword('esac')) {
      if (this.at >= this.text.length) this.stop('SC1072');
      items.push(this.#readCaseItem());
      this.skipLines();
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
    if (end === '' && !this.keyword('esac')) this.stop('SC1072');
    this.at += end.length;
    return { patterns, body, end };
  }

  #readFunction(hasKeyword: boolean): TreeCommand {
    const start = this.at;
    if (hasKeyword) this.at += 'function'.length;
    this.skipBlanks();
    const name = this.match(/[^ \t\r\n"'`$|&;<>()={}#\\]+/y);
    if (name === undefined) this.stop('SC1072');
    this.at += name.length;
    const parentheses = this.match(/[ \t]*\([ \t]*\)/y);
    this.at += parentheses?.length ?? 0;
    if (hasKeyword && parentheses === undefined && this.text[this.at] === '{')
      this.remark('SC1095', this.at, this.at + 1);
    this.skipLines();
    const body = this.nest(() => this.readCompound());
    if (body === undefined) this.stop('SC1064');
    const hasParentheses = parentheses !== undefined;
    return { kind: 'function', start, end: this.at, name, hasKeyword, hasParentheses, body, redirects: [] };
  }
}
