import { PlimsollError } from '../../model/error.ts';

/** Bytes of a stream that are looked at before they are passed on. Copies only where a look crosses a chunk border. */
export class ChunkQueue {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunks: Uint8Array[] = [];
  #over = false;
  /** Bytes at hand. */
  length = 0;

  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source;
  }

  /** Whether `count` bytes are there or could be brought. */
  async has(count: number): Promise<boolean> {
    while (this.length < count && !this.#over) {
      const next = await this.#source.next();
      if (next.done) this.#over = true;
      else if (next.value.length > 0) {
        this.#chunks.push(next.value);
        this.length += next.value.length;
      }
    }
    return this.length >= count;
  }

  /** Brings `count` bytes, or throws `image/truncated-layer`. */
  async need(count: number): Promise<void> {
    if (!(await this.has(count)))
      throw new PlimsollError('image/truncated-layer', 'the compressed layer ends too early');
  }

  /** The next bytes, which stay. They must be at hand. */
  peek(count: number): Uint8Array {
    const first = this.#chunks[0] ?? new Uint8Array(0);
    if (first.length >= count) return first.subarray(0, count);
    const joined = new Uint8Array(this.length);
    let at = 0;
    for (const chunk of this.#chunks) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks = [joined];
    return joined.subarray(0, count);
  }

  /** The chunk at the head, as it came. */
  first(): Uint8Array {
    return this.#chunks[0] ?? new Uint8Array(0);
  }

  take(count: number): Uint8Array {
    const bytes = this.peek(count);
    this.#drop(count);
    return bytes;
  }

  async discard(count: number): Promise<void> {
    for await (const piece of this.through(count)) void piece;
  }

  /** The next `count` bytes in pieces as they come; throws `image/truncated-layer` when they do not. */
  async *through(count: number): AsyncGenerator<Uint8Array> {
    let left = count;
    while (left > 0) {
      await this.need(1);
      const piece = this.#chunks[0]!.subarray(0, left);
      this.#drop(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** All that is left. */
  async *rest(): AsyncGenerator<Uint8Array> {
    for (const chunk of this.#chunks.splice(0)) yield chunk;
    this.length = 0;
    while (!this.#over) {
      const next = await this.#source.next();
      if (next.done) this.#over = true;
      else yield next.value;
    }
  }

  async close(): Promise<void> {
    if (!this.#over) await this.#source.return?.();
  }

  #drop(count: number): void {
    const first = this.#chunks[0]!;
    if (count < first.length) this.#chunks[0] = first.subarray(count);
    else this.#chunks.shift();
    this.length -= count;
  }
}
