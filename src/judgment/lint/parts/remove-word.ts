import type { Dockerfile, Edit, Span } from '../../../model/dockerfile.ts';

/**
 * Takes words of a command away, with the blanks before them; the whole line where nothing else stands in it. None where the line ends the
 * command: what goes on in it would be cut off.
 */
export function removeWord(file: Pick<Dockerfile, 'source' | 'escape'>, span: Span): readonly Edit[] {
  const { source } = file;
  let { start, end } = span;
  while (source[start - 1] === ' ' || source[start - 1] === '\t') start -= 1;
  if (start > 0 && source[start - 1] !== '\n') return [{ span: { start, end }, text: '' }];
  while (source[end] === ' ' || source[end] === '\t') end += 1;
  const rest = /^[ \t]*\r?\n/.exec(source.slice(end + 1, end + 100));
  if (source[end] !== file.escape || rest === null) return [];
  return [{ span: { start, end: end + 1 + rest[0].length }, text: '' }];
}
