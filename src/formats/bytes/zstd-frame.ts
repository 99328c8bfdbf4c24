/**
 * Finds where a zstd frame ends without decoding it, from chunk to chunk (RFC 8878 §3.1.1): magic, header, blocks, checksum.
 * It looks at headers alone; whether the blocks make sense is the decoder's business.
 */
export class ZstdFrameWalker {
  isDone = false;
  /** Header bytes that chunk borders cut. */
  readonly #header: number[] = [];
  #state: 'descriptor' | 'block' = 'descriptor';
  /** Bytes to pass over before the next header. */
  #skip = 0;
  #isLast = false;
  #hasChecksum = false;

  /** How many bytes of this chunk belong to the frame: all of them, until it ends. */
  walk(chunk: Uint8Array): number {
    let at = 0;
    while (!this.isDone) {
      const skipped = Math.min(this.#skip, chunk.length - at);
      at += skipped;
      this.#skip -= skipped;
      if (this.#skip > 0) break;
      if (this.#isLast) this.isDone = true;
      else if (at === chunk.length) break;
      else {
        this.#header.push(chunk[at++]!);
        this.#takeHeader();
      }
    }
    return at;
  }

  #takeHeader(): void {
    const header = this.#header;
    if (this.#state === 'descriptor') {
      if (header.length < 5) return;
      const descriptor = header[4]!;
      this.#hasChecksum = (descriptor & 0x04) !== 0;
      this.#skip = zstdFrameHeaderBytes(descriptor) - 5;
      this.#state = 'block';
    } else {
      if (header.length < 3) return;
      const value = header[0]! | (header[1]! << 8) | (header[2]! << 16);
      const isRun = ((value >>> 1) & 3) === 1;
      this.#skip = isRun ? 1 : value >>> 3;
      this.#isLast = (value & 1) === 1;
      if (this.#isLast && this.#hasChecksum) this.#skip += 4;
    }
    header.length = 0;
  }
}

/** Length of a frame header, magic included, by its descriptor byte (RFC 8878 §3.1.1.1). */
function zstdFrameHeaderBytes(descriptor: number): number {
  const single = (descriptor >>> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3]!;
  const flag = descriptor >>> 6;
  const content = flag === 0 ? single : 1 << flag;
  return 5 + (single ? 0 : 1) + dictionary + content;
}
