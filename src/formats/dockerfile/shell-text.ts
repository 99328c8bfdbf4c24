import {
  type Heredoc,
  type JoinedText,
  type ShellText,
  type Span,
  sourceAt,
  sourceSpan,
} from '../../model/dockerfile.ts';
import { type HeredocWord, heredocWordOf } from './heredoc-words.ts';
import type { Range } from './words.ts';

/** A heredoc with what only the parser needs. */
export interface ReadHeredoc {
  readonly model: Heredoc;
  readonly word: HeredocWord;
  /** The name in the line that ends it; absent when there is none. */
  readonly endSpan?: Span;
}

/** What the shell gets of an instruction's arguments. */
export function shellTextOf(
  source: string,
  line: JoinedText,
  args: Range,
  heredocs: readonly ReadHeredoc[],
): ShellText {
  const [first] = heredocs;
  if (first === undefined) return { ...partOf(line, args), span: sourceSpan(line, args.from, args.to) };
  const isAlone = heredocWordOf(line.text.slice(args.from, args.to)) !== undefined;
  if (isAlone) return { ...bodyOf(source, first.model), span: first.model.bodySpan };
  const pieces = [...partOf(line, args).pieces];
  const texts = [line.text.slice(args.from, args.to)];
  let length = texts[0]!.length;
  const add = (span: Span): void => {
    pieces.push([length, span.start]);
    texts.push(source.slice(span.start, span.end));
    length += span.end - span.start;
  };
  let end = sourceSpan(line, args.from, args.to).end;
  for (const { model, endSpan } of heredocs) {
    // The break before the body: the line's own, whatever blanks stood before it; after a body the end of the name's line.
    const lineBreak = source.indexOf('\n', end);
    if (lineBreak >= 0) add({ start: lineBreak, end: lineBreak + 1 });
    add(model.bodySpan);
    if (endSpan !== undefined) add(endSpan);
    end = endSpan?.end ?? model.bodySpan.end;
  }
  return { text: texts.join(''), pieces, span: { start: sourceAt(line, args.from), end } };
}

/** A part of a joined text as one of its own. */
export function partOf({ text, pieces }: JoinedText, { from, to }: Range): JoinedText {
  const kept: [number, number][] = [];
  for (const [index, [at, place]] of pieces.entries()) {
    const next = pieces[index + 1]?.[0] ?? text.length;
    if (next > from && at < to) kept.push(at < from ? [0, place + (from - at)] : [at - from, place]);
  }
  return { text: text.slice(from, to), pieces: kept };
}

/** The body as the program gets it: `<<-` takes the tabs off each line. */
function bodyOf(source: string, { bodySpan, stripsTabs }: Heredoc): JoinedText {
  const body = source.slice(bodySpan.start, bodySpan.end);
  if (!stripsTabs) return { text: body, pieces: [[0, bodySpan.start]] };
  const pieces: [number, number][] = [];
  const lines: string[] = [];
  let length = 0;
  let at = 0;
  while (at < body.length) {
    const lineBreak = body.indexOf('\n', at);
    const next = lineBreak < 0 ? body.length : lineBreak + 1;
    let from = at;
    while (body[from] === '\t') from += 1;
    pieces.push([length, bodySpan.start + from]);
    lines.push(body.slice(from, next));
    length += next - from;
    at = next;
  }
  return { text: lines.join(''), pieces };
}
