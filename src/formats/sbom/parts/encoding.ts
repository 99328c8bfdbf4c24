import { Buffer } from 'node:buffer';

/** As much of a document as tells its format. */
const HEAD_BYTES = 4096;

/** The encoding that a byte order mark tells (Unicode, §23.8); UTF-8 without one. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** The first 4 KiB as text, without byte order mark and leading blanks. */
export function headOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, HEAD_BYTES)).trimStart();
}

/** The same text in UTF-8, without byte order mark. UTF-16 becomes one string on the way: ask for at most `limits.stringBytes`. */
export function utf8Of(bytes: Uint8Array): Uint8Array {
  const encoding = encodingOf(bytes);
  if (encoding !== 'utf-8') return Buffer.from(new TextDecoder(encoding).decode(bytes));
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
