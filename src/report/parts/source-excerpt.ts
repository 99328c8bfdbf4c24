import { decodeUtf8 } from '../../formats/dockerfile/characters.ts';
import type { Dockerfile, Span } from '../../model/dockerfile.ts';
import { maskLine } from './mask-line.ts';
import type { Pen } from './pen.ts';
import { widthOf } from './text-width.ts';

/** A line of a file with a part of it marked, cut to a width. All of it is safe to print. */
export interface Excerpt {
  readonly text: string;
  /** Columns before the marked part, and of it: at least one. */
  readonly before: number;
  readonly marked: number;
}

const TAB = '    ';

/** The line in which a span begins; of a span over several lines the part in that line is marked. Looks at no more of a long line than fits. */
export function excerptOf(
  { source, lineStarts }: Pick<Dockerfile, 'source' | 'lineStarts'>,
  line: number,
  span: Span,
  width: number,
  pen: Pen,
): Excerpt {
  const start = lineStarts[line - 1] ?? 0;
  const next = lineStarts[line] ?? source.length;
  const end = start + lengthWithoutBreak(source, start, next);
  const from = Math.min(Math.max(span.start, start), end);
  const to = Math.min(Math.max(span.end, from), end);
  // No character takes more than four bytes: what lies further away cannot be shown.
  const reach = width * 4;
  const first = characterAt(source, Math.max(start, from - reach));
  const masked = maskLine(source.slice(first, Math.min(end, to + reach, from + 2 * reach)));
  const shown = (a: number, b: number) =>
    pen.safe(decodeUtf8(masked.slice(a - first, b - first)).replaceAll('\t', TAB));
  const before = shown(first, from);
  const marked = shown(from, Math.min(to, from + reach));
  const after = shown(to, Math.min(end, to + reach));
  return cutToWidth(before, marked, after, width, pen.signs.cut);
}

/** What is marked comes first, then what stands behind it, then what stands before. */
function cutToWidth(before: string, marked: string, after: string, width: number, cut: string): Excerpt {
  const [beforeWidth, markedWidth, afterWidth] = [before, marked, after].map(widthOf) as [number, number, number];
  if (beforeWidth + markedWidth + afterWidth <= width)
    return { text: before + marked + after, before: beforeWidth, marked: Math.max(1, markedWidth) };
  const middle = cutEnd(marked, width - Math.min(beforeWidth, Math.floor(width / 3)), cut);
  const middleWidth = widthOf(middle);
  const left = cutStart(before, Math.max(width - middleWidth - afterWidth, Math.floor((width - middleWidth) / 2)), cut);
  const right = cutEnd(after, width - middleWidth - widthOf(left), cut);
  return { text: left + middle + right, before: widthOf(left), marked: Math.max(1, middleWidth) };
}

function cutEnd(text: string, width: number, cut: string): string {
  if (widthOf(text) <= width) return text;
  if (width < cut.length) return '';
  let taken = '';
  let used = cut.length;
  for (const character of text) {
    used += widthOf(character);
    if (used > width) break;
    taken += character;
  }
  return taken + cut;
}

function cutStart(text: string, width: number, cut: string): string {
  if (widthOf(text) <= width) return text;
  if (width < cut.length) return '';
  const characters = [...text];
  let used = cut.length;
  let first = characters.length;
  while (first > 0 && used + widthOf(characters[first - 1]!) <= width) used += widthOf(characters[--first]!);
  return cut + characters.slice(first).join('');
}

/** Not in the middle of a character. */
function characterAt(source: string, at: number): number {
  let next = at;
  while (next < source.length && (source.charCodeAt(next) & 0xc0) === 0x80) next += 1;
  return next;
}

function lengthWithoutBreak(source: string, start: number, next: number): number {
  let end = next;
  while (end > start && /[\r\n]/.test(source[end - 1]!)) end -= 1;
  return end - start;
}
