import { CHUNK_BYTES } from '../layout/file-chunks.ts';

/**
 * The pieces of a stream, which may share memory, as chunks of 1 MiB with an ArrayBuffer each of their own: they are handed over to
 * worker threads. `expectedBytes` only saves memory at the end; a stream may be longer.
 */
export async function* ownChunks(
  pieces: AsyncIterable<Uint8Array>,
  expectedBytes: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  let left = expectedBytes;
  let chunk: Uint8Array<ArrayBuffer> | undefined;
  let fill = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      chunk ??= new Uint8Array(Buffer.allocUnsafeSlow(left > 0 && left < CHUNK_BYTES ? left : CHUNK_BYTES).buffer);
      const count = Math.min(piece.length - at, chunk.length - fill);
      chunk.set(piece.subarray(at, at + count), fill);
      at += count;
      fill += count;
      if (fill === chunk.length) {
        yield chunk;
        left -= fill;
        chunk = undefined;
        fill = 0;
      }
    }
  }
  if (chunk !== undefined && fill > 0) yield chunk.subarray(0, fill);
}
