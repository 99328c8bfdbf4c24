import type { Dockerfile, Edit, Span } from '../../../model/dockerfile.ts';

/** Double quotes around an expansion. None where a line break stands in it, or quotes that the instruction itself reads. */
export function quoteEdits({ source }: Pick<Dockerfile, 'source'>, { start, end }: Span): readonly Edit[] {
  if (source.slice(start, end).includes('\n')) return [];
  return [
    { span: { start, end: start }, text: '"' },
    { span: { start: end, end }, text: '"' },
  ];
}
