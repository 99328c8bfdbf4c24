import type { Dockerfile, Edit, Span } from '../../../model/dockerfile.ts';

/** Takes away the lines of an instruction, with their line break. */
export function removeLines({ source }: Pick<Dockerfile, 'source'>, { start, end }: Span): Edit {
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = source.indexOf('\n', end);
  if (lineBreak >= 0) return { span: { start: lineStart, end: lineBreak + 1 }, text: '' };
  const before = lineStart > 1 && source[lineStart - 2] === '\r' ? 2 : 1;
  return { span: { start: Math.max(0, lineStart - before), end: source.length }, text: '' };
}

/** Inserts lines in front of the line of a place, with the line break that the file uses. */
export function insertLines({ source }: Pick<Dockerfile, 'source'>, at: number, lines: readonly string[]): Edit {
  const start = source.lastIndexOf('\n', at - 1) + 1;
  const lineBreak = lineBreakOf(source);
  return { span: { start, end: start }, text: lines.map((line) => line + lineBreak).join('') };
}

/** Adds lines behind an instruction. */
export function appendLines({ source }: Pick<Dockerfile, 'source'>, end: number, lines: readonly string[]): Edit {
  const next = source.indexOf('\n', end);
  const at = next < 0 ? source.length : next > 0 && source[next - 1] === '\r' ? next - 1 : next;
  const lineBreak = lineBreakOf(source);
  return { span: { start: at, end: at }, text: lines.map((line) => lineBreak + line).join('') };
}

function lineBreakOf(source: string): string {
  const first = source.indexOf('\n');
  return first > 0 && source[first - 1] === '\r' ? '\r\n' : '\n';
}
