import { createHash } from 'node:crypto';

/** A UUID of version 8 (RFC 9562 §5.8) made from the texts: the same content, whenever it was written, has the same one. */
export function contentUuid(texts: Iterable<string>): string {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(text);
  const hash = sum.digest('hex');
  const variant = ((Number.parseInt(hash[16]!, 16) & 0x3) | 0x8).toString(16);
  const groups = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, variant + hash.slice(17, 20)];
  return `${groups.join('-')}-${hash.slice(20, 32)}`;
}

/** A name of `length` hexadecimal digits for a text: stable, and nobody finds two texts of one name when there are 24 or more. */
export function contentName(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
