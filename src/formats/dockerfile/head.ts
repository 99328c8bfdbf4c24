import { type Flag, type Heredoc, type Instruction, type Span, sourceSpan } from '../../model/dockerfile.ts';
import { decodeUtf8, isBlank, skipSpace, trimSpaceEnd } from './characters.ts';
import { readFlags } from './flags.ts';
import type { Context, Range } from './words.ts';

/** An instruction taken apart as far as all of them are alike. */
export interface Head {
  readonly keywordRange: Range;
  readonly keywordText: string;
  readonly flags: readonly Flag[];
  readonly args: Range;
}

/** What the parser of one kind of instruction is given. */
export interface Parts extends Head {
  readonly common: Omit<Instruction, 'keyword'>;
  readonly context: Context;
}

export function readHead(context: Context, { from, to }: Range): Head {
  const { text } = context.line;
  const start = skipSpace(text, from, to);
  const end = trimSpaceEnd(text, start, to);
  let keywordEnd = start;
  while (keywordEnd < end && !isBlank(text.charCodeAt(keywordEnd))) keywordEnd += 1;
  const { flags, next } = readFlags(context, { from: keywordEnd, to: end });
  const args = skipSpace(text, next, end);
  return {
    keywordRange: { from: start, to: keywordEnd },
    keywordText: decodeUtf8(text.slice(start, keywordEnd)),
    flags,
    args: { from: args, to: trimSpaceEnd(text, args, end) },
  };
}

/** What a model of each instruction has. */
export function commonOf(
  context: Context,
  head: Head,
  place: { start: number; end: number; heredocs: readonly Heredoc[]; stage: number; isTrigger: boolean },
): Parts['common'] {
  const keywordSpan = sourceSpan(context.line, head.keywordRange.from, head.keywordRange.to);
  const argumentSpan: Span = sourceSpan(context.line, head.args.from, head.args.to);
  return {
    span: { start: place.start, end: place.end },
    keywordSpan,
    keywordText: head.keywordText,
    flags: head.flags,
    heredocs: place.heredocs,
    argumentSpan,
    stage: place.stage,
    isTrigger: place.isTrigger,
  };
}
