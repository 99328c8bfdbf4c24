import { Buffer } from 'node:buffer';
import { decodeName } from './entry-path.ts';

/** Longer lines are cut here: no field of a package database that is read comes near. */
const LINE_BYTES = 1 << 20;

/** Lines are decoded in blocks of about this size: one call for some hundred lines. */
const BLOCK_BYTES = 64 << 10;

/**
 * The lines of a text, without their ends, decoded as UTF-8 in blocks: the text itself never becomes one string. A line that is
 * no UTF-8 is decoded as file names are, so that a recorded path equals that of the entry it names.
 */
export function* linesOf(bytes: Uint8Array): Generator<string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < text.length; ) {
    const end = blockEnd(text, at);
    const block = end - at <= LINE_BYTES ? text.toString('utf8', at, end) : '\ufffd';
    if (block.includes('\ufffd')) yield* oddLines(text.subarray(at, end));
    else {
      let start = 0;
      for (let newline = block.indexOf('\n'); newline >= 0; newline = block.indexOf('\n', start)) {
        yield block.slice(start, newline);
        start = newline + 1;
      }
      yield block.slice(start);
    }
    at = end + 1;
  }
}

/** Where a block that starts at `at` ends: before a newline, or at the end of the text. */
function blockEnd(text: Buffer, at: number): number {
  if (text.length - at <= BLOCK_BYTES) return text.at(-1) === 0x0a ? text.length - 1 : text.length;
  const last = text.lastIndexOf(0x0a, at + BLOCK_BYTES);
  if (last >= at) return last;
  const next = text.indexOf(0x0a, at);
  return next < 0 ? text.length : next;
}

/** Line by line: one of them is no UTF-8, or too long. */
function* oddLines(text: Buffer): Generator<string> {
  for (let at = 0; at <= text.length; ) {
    const newline = text.indexOf(0x0a, at);
    const end = newline < 0 ? text.length : newline;
    const line = text.toString('utf8', at, Math.min(end, at + LINE_BYTES));
    yield line.includes('\ufffd') ? decodeName(text.subarray(at, Math.min(end, at + LINE_BYTES))) : line;
    at = end + 1;
  }
}
