/** Bytes between two places whose units are known. */
const STEP = 1024;

/**
 * Where the bytes of a text stand in units of UTF-16, as editors count, and back. `source` holds one character for each byte of valid UTF-8. Made once for
 * each version of a document, so that a file of one endless line with findings without number costs no more than its length.
 */
export class TextMap {
  readonly #source: string;
  /** Units before every `STEP`th byte; absent when each byte is a unit. */
  readonly #marks: Uint32Array | undefined;

  /** `units`: the length of the text in units of UTF-16. */
  constructor(source: string, units: number) {
    this.#source = source;
    this.#marks = source.length === units ? undefined : marksOf(source);
  }

  /** Units before a byte; a place behind the end is the end. */
  unitAt(byte: number): number {
    const end = Math.max(0, Math.min(byte, this.#source.length));
    if (this.#marks === undefined) return end;
    const mark = Math.floor(end / STEP);
    let units = this.#marks[mark]!;
    for (let at = mark * STEP; at < end; at++) units += unitsOf(this.#source.charCodeAt(at));
    return units;
  }

  /** The first byte of the character that holds a unit; a place behind the end is the end. */
  byteAt(unit: number): number {
    if (this.#marks === undefined) return Math.max(0, Math.min(unit, this.#source.length));
    const mark = lastUpTo(this.#marks, unit);
    let units = this.#marks[mark]!;
    let at = mark * STEP;
    for (; at < this.#source.length; at++) {
      const own = unitsOf(this.#source.charCodeAt(at));
      if (units + own > unit) break;
      units += own;
    }
    return at;
  }
}

/** Counted where a character begins: four bytes are a pair of surrogates. */
function unitsOf(byte: number): number {
  if (byte >= 0x80 && byte < 0xc0) return 0;
  return byte >= 0xf0 ? 2 : 1;
}

function marksOf(source: string): Uint32Array {
  const marks = new Uint32Array(Math.floor(source.length / STEP) + 1);
  let units = 0;
  for (let at = 0; at < source.length; at++) {
    if (at % STEP === 0) marks[at / STEP] = units;
    units += unitsOf(source.charCodeAt(at));
  }
  if (source.length % STEP === 0) marks[source.length / STEP] = units;
  return marks;
}

function lastUpTo(marks: Uint32Array, unit: number): number {
  let low = 0;
  let high = marks.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (marks[middle]! <= unit) low = middle;
    else high = middle;
  }
  return low;
}
