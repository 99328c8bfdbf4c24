import type { Directive } from '../../model/dockerfile.ts';

/** A file that is an object of JSON has its syntax near the top; a longer head is not looked through. */
const LONGEST = 1 << 16;
const MEMBER =
  /^\s*\{\s*(?:"[^"\\]*"\s*:\s*(?:"[^"\\]*"|-?[\d.]+|true|false|null)\s*,\s*)*("syntax"\s*:\s*"([^"\\]*)")/;

/**
 * `{"syntax": "…"}`: BuildKit hands a file that is JSON to the frontend that it names. Found behind plain members only.
 */
export function jsonSyntaxOf(source: string): Directive | undefined {
  const match = MEMBER.exec(source.slice(0, LONGEST));
  const [whole, member, value] = [match?.[0], match?.[1], match?.[2]];
  if (whole === undefined || member === undefined || value === undefined) return undefined;
  const start = whole.length - member.length;
  const valueStart = whole.length - 1 - value.length;
  return {
    name: 'syntax',
    value,
    span: { start, end: whole.length },
    valueSpan: { start: valueStart, end: valueStart + value.length },
  };
}
