import {
  type ArgInstruction,
  type Comment,
  type Directive,
  type Dockerfile,
  type Instruction,
  type JoinedText,
  type Span,
  sourceAt,
} from '../../model/dockerfile.ts';
import { decodeUtf8, skipSpace, trimSpaceEnd } from './characters.ts';
import { DirectiveReader, slashedSyntaxOf } from './directives.ts';
import { commonOf, type Head, readHead } from './head.ts';
import { readHeredocs } from './heredocs.ts';
import { instructionOf } from './instruction.ts';
import { jsonSyntaxOf } from './json-syntax.ts';
import { commentAt, continuationAt, type Line, LineReader } from './lines.ts';
import { Problems } from './problems.ts';
import { stagesOf } from './stages.ts';
import type { Context } from './words.ts';

/**
 * Reads a Dockerfile as BuildKit's frontend does. Total: whatever the bytes are, it gives what was understood, and `problems`. Linear in the
 * length of the file. Source: Docker's reference of Dockerfiles, and the parser of BuildKit where that says less.
 */
export function parseDockerfile(bytes: Uint8Array, path: string): Dockerfile {
  return new FileParser(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).latin1Slice(), path).parse();
}

const BYTE_ORDER_MARK = '\xef\xbb\xbf';

class FileParser {
  readonly #path: string;
  readonly #source: string;
  readonly #lines: LineReader;
  readonly #directives = new DirectiveReader();
  readonly #comments: Comment[] = [];
  readonly #instructions: Instruction[] = [];
  readonly #problems = new Problems();
  #stage = -1;

  constructor(source: string, path: string) {
    this.#path = path;
    this.#source = source;
    this.#lines = new LineReader(source);
  }

  parse(): Dockerfile {
    for (let line = this.#lines.read(); line !== undefined; line = this.#lines.read()) this.#readFrom(line);
    const instructions = this.#instructions;
    const end = { start: this.#source.length, end: this.#source.length };
    if (instructions.length === 0)
      this.#problems.add('dockerfile/no-instructions', 'The file holds no instruction.', end);
    else if (this.#stage < 0)
      this.#problems.add('dockerfile/no-stage', 'The file has no FROM, so there is nothing to build.', end);
    const firstFrom = instructions.findIndex(({ keyword }) => keyword === 'FROM');
    const head = firstFrom < 0 ? instructions : instructions.slice(0, firstFrom);
    const globalArgs = head.filter((one): one is ArgInstruction => one.keyword === 'ARG');
    const directives = this.#allDirectives();
    return {
      path: this.#path,
      source: this.#source,
      lineStarts: this.#lines.starts,
      escape: this.#directives.escapeChar,
      directives,
      comments: this.#comments,
      instructions,
      globalArgs,
      stages: stagesOf(instructions, globalArgs, this.#directives.escapeChar),
      problems: [...this.#directives.problems, ...this.#problems.found],
    };
  }

  /** Those of the grammar, or the one that only chooses the frontend. */
  #allDirectives(): readonly Directive[] {
    const { found } = this.#directives;
    if (found.some(({ name }) => name === 'syntax')) return found;
    const first = new LineReader(this.#source.slice(0, 1 << 13)).read();
    const other = (first && slashedSyntaxOf(this.#source, first)) ?? jsonSyntaxOf(this.#source);
    return other === undefined ? found : [...found, other];
  }

  /** Reads what begins in this line. */
  #readFrom(line: Line): void {
    const source = this.#source;
    const hasMark = line.start === 0 && source.startsWith(BYTE_ORDER_MARK);
    const from = skipSpace(source, line.start + (hasMark ? 3 : 0), line.end);
    const isComment = from < line.end && source[from] === '#';
    if (this.#directives.read(source, line, from)) return;
    if (isComment) this.#keepComment(from, line.end);
    else if (from < line.end) this.#readInstruction(line, from);
  }

  #keepComment(from: number, end: number): void {
    const start = skipSpace(this.#source, from + 1, end);
    const text = decodeUtf8(this.#source.slice(start, trimSpaceEnd(this.#source, start, end)));
    this.#comments.push({ text, span: { start: from, end } });
  }

  #readInstruction(first: Line, from: number): void {
    const { line, end } = this.#join(first, from);
    const escapeChar = this.#directives.escapeChar;
    const context: Context = { source: this.#source, line, escapeChar, problems: this.#problems };
    const head = readHead(context, { from: 0, to: line.text.length });
    const keyword = head.keywordText.toUpperCase();
    const trigger = keyword === 'ONBUILD' && head.args.from < head.args.to ? readHead(context, head.args) : undefined;
    const heredocs = readHeredocs(this.#lines, context, trigger ?? head);
    const last = heredocs.at(-1);
    const place = {
      start: from,
      end: last === undefined ? end : Math.max(end, last.lineEnd),
      heredocs: heredocs.map(({ model }) => model),
    };
    if (keyword === 'FROM') this.#stage += 1;
    const stage = this.#stage;
    const common = commonOf(context, head, { ...place, stage, isTrigger: false });
    if (stage < 0 && keyword !== 'ARG')
      this.#problems.add(
        'dockerfile/before-from',
        `${keyword.slice(0, 60)} cannot stand before the first FROM.`,
        common.keywordSpan,
      );
    if (keyword !== 'ONBUILD') {
      this.#instructions.push(instructionOf(keyword, { ...head, common, context }, heredocs));
      return;
    }
    if (trigger === undefined) {
      this.#problems.add('dockerfile/missing-argument', 'ONBUILD needs an instruction.', common.span);
      this.#instructions.push({ ...common, keyword: 'ONBUILD' });
      return;
    }
    const start = sourceAt(line, trigger.keywordRange.from);
    const inner = commonOf(context, trigger, { ...place, start, stage, isTrigger: true });
    this.#instructions.push({
      ...common,
      keyword: 'ONBUILD',
      trigger: this.#triggerOf(context, trigger, inner, heredocs),
    });
  }

  /** The instruction behind ONBUILD. Another ONBUILD there is refused and not looked into. */
  #triggerOf(
    context: Context,
    head: Head,
    common: ReturnType<typeof commonOf>,
    heredocs: ReturnType<typeof readHeredocs>,
  ): Instruction {
    const keyword = head.keywordText.toUpperCase();
    if (['ONBUILD', 'FROM', 'MAINTAINER'].includes(keyword))
      this.#problems.add('dockerfile/onbuild-trigger', `${keyword} cannot stand behind ONBUILD.`, common.keywordSpan);
    return keyword === 'ONBUILD'
      ? { ...common, keyword }
      : instructionOf(keyword, { ...head, common, context }, heredocs);
  }

  /** Joins a line with those that continue it; comment lines and empty lines between them are passed over. */
  #join(first: Line, from: number): { line: JoinedText; end: number } {
    const { escapeChar } = this.#directives;
    const pieces: [number, number][] = [];
    const texts: string[] = [];
    let length = 0;
    let end = first.end;
    let start = from;
    for (let line: Line | undefined = first; line !== undefined; line = this.#nextOfInstruction()) {
      if (line !== first) start = line.start;
      end = line.end;
      const escapeAt = continuationAt(this.#source, start, line.end, escapeChar);
      const text = this.#source.slice(start, escapeAt < 0 ? line.end : escapeAt);
      if (text !== '') pieces.push([length, start]);
      texts.push(text);
      length += text.length;
      if (escapeAt < 0) break;
    }
    return { line: { text: texts.join(''), pieces: pieces.length > 0 ? pieces : [[0, from]] }, end };
  }

  /** The next line with text of an instruction that goes on. */
  #nextOfInstruction(): Line | undefined {
    let empty: Span | undefined;
    let line = this.#lines.read();
    for (; line !== undefined; line = this.#lines.read()) {
      const comment = commentAt(this.#source, line);
      const isEmpty = comment < 0 && skipSpace(this.#source, line.start, line.end) === line.end;
      if (isEmpty) empty = { start: empty?.start ?? line.start, end: line.next };
      else this.#noteEmpty(empty);
      if (isEmpty) continue;
      empty = undefined;
      if (comment < 0) return line;
      this.#keepComment(comment, line.end);
    }
    this.#noteEmpty(empty);
    return undefined;
  }

  #noteEmpty(span: Span | undefined): void {
    if (span !== undefined)
      this.#problems.add('dockerfile/empty-continuation', 'An empty line stands inside an instruction.', span);
  }
}
