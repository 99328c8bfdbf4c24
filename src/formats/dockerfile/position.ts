import type { Dockerfile } from '../../model/dockerfile.ts';
import { decodeUtf8 } from './characters.ts';

/** A place as people and editors count. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** In bytes, from 1. */
  readonly column: number;
  /** In units of UTF-16, from 1, as editors count. */
  readonly utf16Column: number;
}

/** The line and column of a byte; a place behind the end is the end. */
export function positionAt({ source, lineStarts }: Dockerfile, byte: number): Position {
  const at = Math.max(0, Math.min(byte, source.length));
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle]! <= at) low = middle;
    else high = middle;
  }
  const start = lineStarts[low] ?? 0;
  return { line: low + 1, column: at - start + 1, utf16Column: decodeUtf8(source.slice(start, at)).length + 1 };
}

/** The byte at a line and a column of UTF-16 units, both from 1; at most the end of the line. */
export function byteAt({ source, lineStarts }: Dockerfile, line: number, utf16Column: number): number {
  const start = lineStarts[line - 1];
  if (start === undefined) return source.length;
  let end = lineStarts[line] ?? source.length;
  while (end > start && (source[end - 1] === '\n' || source[end - 1] === '\r')) end--;
  const text = decodeUtf8(source.slice(start, end));
  return start + Buffer.byteLength(text.slice(0, utf16Column - 1), 'utf8');
}
