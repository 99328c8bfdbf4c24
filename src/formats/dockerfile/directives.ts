import type { Directive, SyntaxProblem } from '../../model/dockerfile.ts';
import { decodeUtf8, skipSpace } from './characters.ts';
import type { Line } from './lines.ts';

const NAMES = ['syntax', 'escape', 'check'];
const FORM = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*([^\n]+?)[\t\n\f\r ]*$/;

/** Longer lines hold no directive; a name and a value are short. */
const LONGEST = 4096;

/**
 * Finds parser directives: comments of the form `name=value` at the very top, each name once. Anything else ends them, an empty line too.
 * A first line `#!…` is passed over, but an escape character behind it is not heard. Source: BuildKit's reference, "Parser directives".
 */
export class DirectiveReader {
  readonly found: Directive[] = [];
  readonly problems: SyntaxProblem[] = [];
  #isOver = false;
  #hadShebang = false;

  /** Whether the line, whose text begins at `from`, is a directive. */
  read(source: string, line: Line, from: number): boolean {
    if (this.#isOver) return false;
    const directive =
      this.#hadShebang || !isShebang(source, line, from) ? directiveOf(source, line, from, '#') : 'shebang';
    if (directive === 'shebang') {
      this.#hadShebang = true;
      return false;
    }
    if (directive === undefined || (this.#hadShebang && directive.name === 'escape')) {
      this.#isOver = true;
      return false;
    }
    this.#keep(directive);
    return true;
  }

  /** The escape character that the directives ask for. */
  get escapeChar(): '\\' | '`' {
    return this.found.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  }

  #keep(directive: Directive): void {
    const { name, value, span, valueSpan } = directive;
    if (this.found.some((one) => one.name === name))
      this.problems.push({
        code: 'dockerfile/duplicate-directive',
        message: `The directive "${name}" stands here a second time; only one is allowed.`,
        span,
      });
    else if (name === 'escape' && value !== '\\' && value !== '`')
      this.problems.push({
        code: 'dockerfile/invalid-escape',
        message: `The escapeChar character can be \\ or \`, not "${value}".`,
        span: valueSpan,
      });
    this.found.push(directive);
  }
}

function isShebang(source: string, line: Line, from: number): boolean {
  return line.start === 0 && source.startsWith('#!', from);
}

/** `//syntax=…` on the first lines: not read by the grammar of Dockerfiles, but BuildKit chooses the frontend by it. */
export function slashedSyntaxOf(source: string, first: Line): Directive | undefined {
  const directive = directiveOf(source, first, first.start, '//');
  return directive?.name === 'syntax' ? directive : undefined;
}

function directiveOf(source: string, line: Line, from: number, sign: string): Directive | undefined {
  if (line.end - from > LONGEST || !source.startsWith(sign, from)) return undefined;
  const start = skipSpace(source, from + sign.length, line.end);
  const match = FORM.exec(source.slice(start, line.end));
  const [name, value] = [match?.[1]?.toLowerCase(), match?.[2]];
  if (name === undefined || value === undefined || !NAMES.includes(name)) return undefined;
  const valueStart = start + match![0].indexOf(value, match![0].indexOf('=') + 1);
  return {
    name,
    value: decodeUtf8(value),
    span: { start: from, end: line.end },
    valueSpan: { start: valueStart, end: valueStart + value.length },
  };
}
