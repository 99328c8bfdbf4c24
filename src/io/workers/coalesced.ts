const CHUNK = 1 << 20;
/** From here on a chunk is worth a message of its own. */
const LARGE = 256 << 10;

/** The same bytes in chunks of about 1 MiB, each the only owner of its buffer, so that it can be transferred. */
export async function* coalesced(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let buffer = new Uint8Array(CHUNK);
  let fill = 0;
  for await (const chunk of chunks) {
    if (fill === 0 && chunk.length >= LARGE && isSoleOwner(chunk)) {
      yield chunk;
      continue;
    }
    let at = 0;
    while (at < chunk.length) {
      const count = Math.min(CHUNK - fill, chunk.length - at);
      buffer.set(chunk.subarray(at, at + count), fill);
      fill += count;
      at += count;
      if (fill === CHUNK) {
        yield buffer;
        buffer = new Uint8Array(CHUNK);
        fill = 0;
      }
    }
  }
  if (fill > 0) yield buffer.slice(0, fill);
}

function isSoleOwner(chunk: Uint8Array): chunk is Uint8Array<ArrayBuffer> {
  return chunk.buffer instanceof ArrayBuffer && chunk.byteOffset === 0 && chunk.byteLength === chunk.buffer.byteLength;
}
