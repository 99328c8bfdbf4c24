import { type Heredoc, type Span, sourceSpan } from '../../model/dockerfile.ts';
import { decodeUtf8 } from './characters.ts';
import type { Head } from './head.ts';
import { type HeredocWord, heredocWordsOf, shebangOf } from './heredoc-words.ts';
import { parseJsonWords } from './json-words.ts';
import type { LineReader } from './lines.ts';
import { Problems } from './problems.ts';
import { lexText } from './shell-lexer.ts';
import type { ReadHeredoc } from './shell-text.ts';
import { type Context, moveReferences } from './words.ts';

const KEYWORDS = ['ADD', 'COPY', 'RUN'];

/** Reads the bodies of the heredocs that an instruction opens; `head` is that of the trigger where it stands behind ONBUILD. */
export function readHeredocs(
  lines: LineReader,
  context: Context,
  head: Head,
): (ReadHeredoc & { readonly lineEnd: number })[] {
  const keyword = head.keywordText.toUpperCase();
  if (!KEYWORDS.includes(keyword) || !context.line.text.includes('<<') || isJson(context, head)) return [];
  return heredocWordsOf(context.line.text).map((word) => readOne(lines, context, word, keyword !== 'RUN'));
}

function isJson(context: Context, { args }: Head): boolean {
  const quiet = { ...context, problems: new Problems() };
  return typeof parseJsonWords(quiet, args, false) !== 'string';
}

function readOne(
  lines: LineReader,
  context: Context,
  word: HeredocWord,
  isExpanded: boolean,
): ReadHeredoc & { readonly lineEnd: number } {
  const { source } = context;
  const operatorSpan = sourceSpan(context.line, word.from, word.to);
  let start = source.length;
  let end = source.length;
  let lineEnd = source.length;
  let endSpan: Span | undefined;
  for (let line = lines.read(), isFirst = true; line !== undefined; line = lines.read(), isFirst = false) {
    if (isFirst) start = line.start;
    let from = line.start;
    while (word.stripsTabs && source[from] === '\t') from += 1;
    lineEnd = line.end;
    if (line.end - from !== word.name.length || !source.startsWith(word.name, from)) continue;
    end = line.start;
    endSpan = { start: from, end: line.end };
    break;
  }
  if (endSpan === undefined)
    context.problems.add(
      'dockerfile/unclosed-heredoc',
      `No line "${decodeUtf8(word.name).slice(0, 60)}" ends this.`,
      operatorSpan,
    );
  const bodySpan = { start: Math.min(start, end), end };
  const model = modelOf(context, word, { operatorSpan, bodySpan, isClosed: endSpan !== undefined }, isExpanded);
  return { model, word, lineEnd, ...(endSpan === undefined ? {} : { endSpan }) };
}

function modelOf(
  { source }: Context,
  { name, isQuoted, stripsTabs }: HeredocWord,
  place: Pick<Heredoc, 'operatorSpan' | 'bodySpan' | 'isClosed'>,
  isExpanded: boolean,
): Heredoc {
  const { start, end } = place.bodySpan;
  const body = source.slice(start, end);
  const shebang = shebangOf(body);
  const lexed = isExpanded && !isQuoted ? lexText(body, { escapeChar: '\\', ignoresQuotes: true }) : undefined;
  const move = (from: number, to: number): Span => ({ start: start + from, end: start + to });
  return {
    name: decodeUtf8(name),
    isQuoted,
    stripsTabs,
    ...place,
    ...(shebang === undefined ? {} : { shebang }),
    variables: lexed === undefined ? [] : moveReferences(lexed, move),
  };
}
