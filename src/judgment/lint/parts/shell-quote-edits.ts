import type { Dockerfile, Edit, Span } from '../../../model/dockerfile.ts';

const EXPANSION = /^(?:\$(?:\w+|[@*#?$!-]|\{.*\}|\(.*\))|`.*`)$/;

/** Double quotes around an expansion. None where a line break stands in it: then its text is not all of what stands in the file. */
export function quoteEdits({ source }: Pick<Dockerfile, 'source'>, { start, end }: Span): readonly Edit[] {
  if (!EXPANSION.test(source.slice(start, end))) return [];
  return [
    { span: { start, end: start }, text: '"' },
    { span: { start: end, end }, text: '"' },
  ];
}
