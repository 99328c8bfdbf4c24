import type { Edit } from '../../model/dockerfile.ts';
import { PlimsollError } from '../../model/error.ts';

/**
 * The file after its edits. They are sorted by place and do not overlap; two insertions at one place stand in their order. Throws
 * `dockerfile/edits-overlap` otherwise: which of them were meant cannot be known.
 */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { span, text } of edits) {
    if (span.start < at || span.end < span.start || span.end > source.length)
      throw new PlimsollError('dockerfile/edits-overlap', 'Two edits of the Dockerfile overlap or lie outside of it.');
    pieces.push(source.slice(at, span.start), text);
    at = span.end;
  }
  pieces.push(source.slice(at));
  return pieces.join('');
}
