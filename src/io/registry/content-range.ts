/** Which bytes of how many an answer 206 holds, the last one included (RFC 9110 §14.4); `total` is undefined for `*`. */
export interface ContentRange {
  readonly first: number;
  readonly last: number;
  readonly total?: number;
}

/** The value of `Content-Range`; undefined when it is none, or contradicts itself. */
export function parseContentRange(header: string | undefined): ContentRange | undefined {
  const [, first, last, total] = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)\s*$/i.exec(header ?? '') ?? [];
  const range = { first: Number(first), last: Number(last), ...(total !== '*' && { total: Number(total) }) };
  if (first === undefined || range.last < range.first) return undefined;
  return range.total !== undefined && range.last >= range.total ? undefined : range;
}
