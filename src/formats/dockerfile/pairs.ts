import { type KeyValue, sourceSpan } from '../../model/dockerfile.ts';
import { isBlank } from './characters.ts';
import type { Parts } from './head.ts';
import { type Context, expandedWord, plainWord, quoteSeparated, type Range } from './words.ts';

/** `ENV a=1 b=2`, or `ENV a 1` with one pair. */
export function parsePairs({ context, args, common }: Parts, keyword: 'ENV' | 'LABEL'): KeyValue[] {
  const { line, escapeChar, problems } = context;
  const words = quoteSeparated(line.text, args, escapeChar);
  const first = words[0];
  if (first === undefined) {
    problems.add('dockerfile/missing-argument', `${keyword} needs a name and a value.`, common.span);
    return [];
  }
  if (equalsIn(line.text, first) < 0) return parseLegacyPair(context, args, keyword);
  return words.flatMap((word) => {
    const equals = equalsIn(line.text, word);
    if (equals >= 0) return pairAt(context, word, equals, keyword);
    const { span } = plainWord(context, word);
    problems.add(
      'dockerfile/missing-equals',
      `${keyword} needs name=value here; a value with blanks stands in quotes.`,
      span,
    );
    return [];
  });
}

/** `ARG a b=2`. */
export function parseArgs({ context, args, common }: Parts): KeyValue[] {
  const { line, escapeChar, problems } = context;
  const words = quoteSeparated(line.text, args, escapeChar);
  if (words.length === 0) problems.add('dockerfile/missing-argument', 'ARG needs a name.', common.span);
  return words.map((word) => {
    const equals = equalsIn(line.text, word);
    if (equals >= 0) return pairAt(context, word, equals, 'ARG');
    const key = plainWord(context, word);
    return { key, span: key.span, isLegacy: false };
  });
}

function equalsIn(text: string, { from, to }: Range): number {
  const at = text.slice(from, to).indexOf('=');
  return at < 0 ? -1 : from + at;
}

function pairAt(context: Context, word: Range, equals: number, keyword: string): KeyValue {
  const keyRange = { from: word.from, to: equals };
  const span = sourceSpan(context.line, word.from, word.to);
  if (equals === word.from)
    context.problems.add('dockerfile/blank-name', `${keyword} needs a name before the "=".`, span);
  return {
    key: keyword === 'ARG' ? plainWord(context, keyRange) : expandedWord(context, keyRange),
    value: expandedWord(context, { from: equals + 1, to: word.to }),
    span,
    isLegacy: false,
  };
}

function parseLegacyPair(context: Context, args: Range, keyword: string): KeyValue[] {
  const { text } = context.line;
  let keyEnd = args.from;
  while (keyEnd < args.to && !isBlank(text.charCodeAt(keyEnd))) keyEnd += 1;
  let from = keyEnd;
  while (from < args.to && isBlank(text.charCodeAt(from))) from += 1;
  const span = sourceSpan(context.line, args.from, args.to);
  if (from >= args.to) {
    context.problems.add('dockerfile/missing-argument', `${keyword} needs a value for the name.`, span);
    return [];
  }
  const key = expandedWord(context, { from: args.from, to: keyEnd });
  return [{ key, value: expandedWord(context, { from, to: args.to }), span, isLegacy: true }];
}
