import type { CopyInstruction, FromInstruction, Word } from '../../model/dockerfile.ts';
import { decodeUtf8 } from './characters.ts';
import { noteNotStrings } from './command-line.ts';
import type { Parts } from './head.ts';
import { heredocWordOf } from './heredoc-words.ts';
import { parseJsonWords } from './json-words.ts';
import { blankSeparated, expandedWord, plainWord } from './words.ts';

const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

/** `FROM image`, `FROM image AS name`. */
export function fromOf({ common, context, args }: Parts): FromInstruction {
  const { problems } = context;
  const [image, as, name, ...more] = blankSeparated(context.line.text, args);
  const keyword = as === undefined ? undefined : plainWord(context, as);
  const from = { ...common, keyword: 'FROM' as const, image: expandedWord(context, image ?? args) };
  if (keyword === undefined || name === undefined || more.length > 0 || keyword.value.toLowerCase() !== 'as') {
    if (image === undefined) problems.add('dockerfile/missing-argument', 'FROM needs an image.', common.span);
    else if (as !== undefined)
      problems.add(
        'dockerfile/from-arguments',
        'FROM is followed by an image, or by an image, AS and a name.',
        common.argumentSpan,
      );
    return from;
  }
  const stage = plainWord(context, name);
  if (!STAGE_NAME.test(stage.value.toLowerCase()))
    problems.add(
      'dockerfile/stage-name',
      'The name of a stage begins with a letter; letters, digits, "-", "_" and "." follow.',
      stage.span,
    );
  return { ...from, as: { keyword, name: stage } };
}

/** COPY and ADD: the last word is the destination; words that open a heredoc are no paths. */
export function copyOf(keyword: 'COPY' | 'ADD', parts: Parts): CopyInstruction {
  const { common, context } = parts;
  const { form, words, heredocs } = listOf(parts);
  const destination = words.at(-1);
  const isHeredoc = (word: Word): boolean => heredocs.has(word);
  if (words.length < 2 || destination === undefined)
    context.problems.add('dockerfile/no-destination', `${keyword} needs a source and a destination.`, common.span);
  else if (isHeredoc(destination))
    context.problems.add('dockerfile/heredoc-destination', `${keyword} cannot copy to a heredoc.`, destination.span);
  const sources = words.slice(0, -1).filter((word) => !isHeredoc(word));
  const hasBoth = words.length > 1 && destination !== undefined && !isHeredoc(destination);
  if (hasBoth) return { ...common, keyword, sources, destination, form };
  return { ...common, keyword, sources: words.filter((word) => !isHeredoc(word)), form };
}

/** The words of EXPOSE and VOLUME; of the others the rest of the line. */
export function wordsOf(
  keyword: 'EXPOSE' | 'VOLUME' | 'USER' | 'WORKDIR' | 'STOPSIGNAL' | 'MAINTAINER',
  parts: Parts,
): readonly Word[] {
  const { common, context, args } = parts;
  if (args.from >= args.to) {
    context.problems.add('dockerfile/missing-argument', `${keyword} needs an argument.`, common.span);
    return [];
  }
  if (keyword === 'MAINTAINER') return [plainWord(context, args)];
  if (keyword === 'EXPOSE') return blankSeparated(context.line.text, args).map((word) => expandedWord(context, word));
  if (keyword !== 'VOLUME') return [expandedWord(context, args)];
  const { words, form } = listOf(parts);
  if (words.length === 0) context.problems.add('dockerfile/missing-argument', 'VOLUME needs a path.', common.span);
  for (const { value, raw, span } of words)
    if ((form === 'exec' ? value : decodeUtf8(raw)).trim() === '')
      context.problems.add('dockerfile/empty-path', 'VOLUME needs a path here.', span);
  return words;
}

/** A list of JSON, or else words between blanks. */
function listOf({ context, args }: Parts): {
  form: 'exec' | 'shell';
  words: readonly Word[];
  heredocs: ReadonlySet<Word>;
} {
  const words = parseJsonWords(context, args, true);
  noteNotStrings(context, words, args);
  const heredocs = new Set<Word>();
  if (typeof words !== 'string') return { form: 'exec', words, heredocs };
  const { text } = context.line;
  const split = blankSeparated(text, args).map((range) => {
    const opens = heredocWordOf(text.slice(range.from, range.to)) !== undefined;
    const word = opens ? plainWord(context, range) : expandedWord(context, range);
    if (opens) heredocs.add(word);
    return word;
  });
  return { form: 'shell', words: split, heredocs };
}
