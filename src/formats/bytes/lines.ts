import { Buffer } from 'node:buffer';
import { decodeName } from './entry-path.ts';

/** Longer lines are cut here: no field of a package database that is read comes near. */
const LINE_BYTES = 1 << 20;

/**
 * The lines of a text, without their ends, decoded as UTF-8 one by one: the text itself never becomes one string. A line that is
 * no UTF-8 is decoded as file names are, so that a recorded path equals that of the entry it names.
 */
export function* linesOf(bytes: Uint8Array): Generator<string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf(0x0a, at);
    const end = newline < 0 ? text.length : newline;
    const line = text.toString('utf8', at, Math.min(end, at + LINE_BYTES));
    yield line.includes('\ufffd') ? decodeName(text.subarray(at, Math.min(end, at + LINE_BYTES))) : line;
    at = end + 1;
  }
}
