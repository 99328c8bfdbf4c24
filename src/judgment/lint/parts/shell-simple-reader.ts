import type {
  ShellTreeWord,
  SimpleCommand,
  TestCommand,
  TreeAssignment,
  TreeCommand,
  TreeRedirect,
} from './shell-tree.ts';
import { ShellWordReader } from './shell-word-reader.ts';

const ASSIGNMENT = /[A-Za-z_]\w*(?:\[[^\]\n]{0,200}\])?\+?=/y;
const REDIRECT = /(?:\d+|\{[A-Za-z_]\w*\})?(?:<<<|<<-?|<>|<&|>&|>>|>\||&>>|&>|<(?!\()|>(?!\())/y;
const BLANKS = /[ \t\r]+/y;
const DECLARES = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);
const MISPLACED = new Set(['do', 'done', 'then', 'fi', 'esac']);
/** Words that end a test in brackets too early. */
const ENDS_TEST = /[;|&\n]/;

/** Reads simple commands and tests. */
export abstract class ShellSimpleReader extends ShellWordReader {
  protected skipBlanks(): void {
    this.at += this.match(BLANKS)?.length ?? 0;
    if (this.text[this.at] === '\\' && /^\\\r?\n/.test(this.text.slice(this.at, this.at + 3))) {
      this.at = this.text.indexOf('\n', this.at) + 1;
      this.skipBlanks();
    } else if (this.text[this.at] === '\xa0' || this.looking('\xc2\xa0')) {
      this.remark('SC1018', this.at, this.at + 1);
      this.at += this.text[this.at] === '\xa0' ? 1 : 2;
      this.skipBlanks();
    }
  }

  protected skipComment(): void {
    if (this.text[this.at] !== '#') return;
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  /** Undefined where nothing of a command stands. */
  protected readSimple(): SimpleCommand | undefined {
    const start = this.at;
    const assignments: TreeAssignment[] = [];
    const words: ShellTreeWord[] = [];
    const declared: TreeAssignment[] = [];
    const redirects: TreeRedirect[] = [];
    let end = start;
    for (;;) {
      this.skipBlanks();
      if (this.text[this.at] === '#') break;
      const redirect = this.readRedirect();
      if (redirect !== undefined) redirects.push(redirect);
      else if (this.match(ASSIGNMENT) !== undefined && words.length === 0) assignments.push(this.#readAssignment());
      else if (this.match(ASSIGNMENT) !== undefined && DECLARES.has(words[0]?.raw ?? '')) {
        const assignment = this.#readAssignment();
        declared.push(assignment);
        words.push(wordOf(assignment, this.text));
      } else {
        const word = this.readWord();
        if (word === undefined) break;
        if (MISPLACED.has(word.raw) && words.length > 0) this.remark('SC1010', word.start, word.end);
        words.push(word);
      }
      end = this.at;
    }
    this.at = end > start ? end : this.at;
    if (end === start) return undefined;
    return { kind: 'simple', start, end, assignments, words, declared, redirects };
  }

  #readAssignment(): TreeAssignment {
    const start = this.at;
    const head = this.match(ASSIGNMENT)!;
    this.at += head.length;
    const name = /^\w+/.exec(head)![0];
    const subscript = /\[.{0,200}\]/.exec(head)?.[0];
    const isAppending = head.endsWith('+=');
    const common = { kind: 'assignment' as const, start, name, isAppending, ...(subscript && { subscript }) };
    if (this.text[this.at] === '(') {
      const elements = this.#readElements();
      return { ...common, end: this.at, elements };
    }
    if (this.text[this.at] === '=') this.remark('SC1097', this.at - 1, this.at + 1);
    const value = this.readWord();
    if (value === undefined && name !== 'IFS' && /^[ \t]+[^ \t\r\n;&|)#]/.test(this.text.slice(this.at, this.at + 80)))
      this.remark('SC1007', this.at, this.at + 1);
    return { ...common, end: this.at, ...(value && { value }) };
  }

  #readElements(): ShellTreeWord[] {
    const start = this.at;
    this.at += 1;
    const elements: ShellTreeWord[] = [];
    for (;;) {
      this.skipBlanks();
      if (this.text[this.at] === '#') this.skipComment();
      if (this.text[this.at] === '\n') this.at += 1;
      else if (this.text[this.at] === ')') break;
      else {
        const word = this.readWord();
        if (word === undefined) this.stop('SC1072', this.at < this.text.length ? this.at : start);
        elements.push(word);
      }
    }
    this.at += 1;
    return elements;
  }

  protected readRedirects(): TreeRedirect[] {
    const redirects: TreeRedirect[] = [];
    for (;;) {
      const before = this.at;
      this.skipBlanks();
      const redirect = this.readRedirect();
      if (redirect === undefined) {
        this.at = before;
        return redirects;
      }
      redirects.push(redirect);
    }
  }

  protected readRedirect(): TreeRedirect | undefined {
    const head = this.match(REDIRECT);
    if (head === undefined) return undefined;
    const start = this.at;
    this.at += head.length;
    const operator = head.replace(/^(?:\d+|\{\w+\})/, '');
    const descriptor = head.slice(0, head.length - operator.length);
    this.skipBlanks();
    const target = this.readWord();
    if (target === undefined) this.stop('SC1072');
    const redirect: TreeRedirect = { kind: 'redirect', start, end: this.at, descriptor, operator, target };
    if (operator !== '<<' && operator !== '<<-') return redirect;
    const isQuoted = /['"\\]/.test(target.raw);
    const withBody: TreeRedirect = { ...redirect, heredoc: { isQuoted, parts: [] } };
    this.pendingHeredocs.push({ delimiter: target.raw.replace(/['"\\]/g, ''), redirect: withBody });
    return withBody;
  }

  /** At the first character of a line: the bodies of the here-documents that the line before began. */
  protected readHeredocs(): void {
    for (const { delimiter, redirect } of this.pendingHeredocs.splice(0)) {
      const from = this.at;
      let end = this.text.length;
      let isClosed = false;
      while (this.at < this.text.length && !isClosed) {
        const lineEnd = this.text.indexOf('\n', this.at);
        const next = lineEnd < 0 ? this.text.length : lineEnd;
        const line = this.text.slice(this.at, next);
        end = this.at;
        this.at = Math.min(next + 1, this.text.length);
        isClosed = (redirect.operator === '<<-' ? line.replace(/^\t+/, '') : line) === delimiter;
      }
      if (!isClosed) this.stop('SC1044', redirect.start);
      const { heredoc } = redirect;
      if (heredoc === undefined || heredoc.isQuoted) continue;
      const after = this.at;
      this.at = from;
      heredoc.parts = this.readQuotedParts('', end);
      this.at = after;
    }
  }

  protected readTest(): TreeCommand {
    const start = this.at;
    const isDouble = this.looking('[[');
    const close = isDouble ? ']]' : ']';
    this.at += close.length;
    if (!/[ \t\r\n]/.test(this.text[this.at] ?? ' ')) this.remark('SC1035', start, this.at + 1);
    const words: ShellTreeWord[] = [];
    for (;;) {
      this.skipBlanks();
      if (isDouble) this.#skipLines();
      const word = this.#readTestWord(isDouble, words.at(-1)?.raw === '=~');
      if (word === undefined) this.stop('SC1072');
      if (word.raw === close) break;
      // `[ a]` has no end for the shell either, whatever follows.
      if (!isDouble && word.raw.endsWith(']') && !word.raw.includes('[') && word.parts.at(-1)!.kind === 'literal')
        this.stop('SC1072');
      words.push(word);
    }
    const end = this.at;
    if (!/^[ \t\r\n;&|)<>]?$/.test(this.text[end] ?? '') && !/^\d?[<>]/.test(this.text.slice(end, end + 2)))
      this.stop('SC1072');
    const redirects = this.readRedirects();
    const test: TestCommand = { kind: 'test', isDouble, start, end, words, redirects };
    this.#refuseWords(test);
    return test;
  }

  /** After a test only the end of the command may follow. */
  #refuseWords({ start }: TestCommand): void {
    const before = this.at;
    this.skipBlanks();
    if (!/^[\n;&|)#}]?$/.test(this.text[this.at] ?? ''))
      this.stop(this.match(/(?:then|do)\b/y) ? 'SC1010' : 'SC1072', Math.max(this.at, start));
    this.at = before;
  }

  #skipLines(): void {
    while (this.text[this.at] === '\n') {
      this.at += 1;
      this.skipBlanks();
    }
  }

  #readTestWord(isDouble: boolean, isRegex: boolean): ShellTreeWord | undefined {
    const start = this.at;
    if (!isDouble) {
      if (ENDS_TEST.test(this.text[this.at] ?? ';')) return undefined;
      const sign = this.match(/[<>](?=[ \t\r\n])/y);
      if (sign === undefined) return this.readWord();
      return this.#sign(start, sign);
    }
    if (isRegex) {
      let open = 0;
      const parts = this.readParts((char) => {
        if (char === '(') open += 1;
        if (char === ')') open -= 1;
        return open < 0 || (open === 0 && /[ \t\r\n]/.test(char)) || char === '\n';
      });
      return { kind: 'word', start, end: this.at, parts, raw: this.text.slice(start, this.at) };
    }
    const sign = this.match(/&&|\|\||[()<>]/y);
    return sign === undefined ? this.readWord() : this.#sign(start, sign);
  }

  #sign(start: number, sign: string): ShellTreeWord {
    this.at += sign.length;
    const end = this.at;
    return { kind: 'word', start, end, parts: [{ kind: 'literal', start, end, text: sign }], raw: sign };
  }
}

/** An argument of `export` that assigns, as the word that it also is. */
function wordOf({ start, end, value }: TreeAssignment, text: string): ShellTreeWord {
  const from = value?.start ?? end;
  const head = { kind: 'literal' as const, start, end: from, text: text.slice(start, from) };
  return { kind: 'word', start, end, parts: [head, ...(value?.parts ?? [])], raw: text.slice(start, end) };
}
