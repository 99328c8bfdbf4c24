import { createGunzip, createZstdDecompress, zstdDecompressSync } from 'node:zlib';
import { PlimsollError } from '../../model/error.ts';
import { ChunkQueue } from './chunk-queue.ts';
import { ZstdFrameWalker } from './zstd-frame.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

const CHUNK = 1 << 20;
/** The decoder may run ahead of the reader by some chunks: both are then busy, though neither is even. */
const OPTIONS = { chunkSize: CHUNK, readableHighWaterMark: 4 * CHUNK };
/** Frames up to this size are decoded in one call: zstd:chunked layers have thousands. */
const SMALL_FRAME = 256 << 10;
const SMALL_OUTPUT = 16 << 20;

/** How a layer is compressed, by its first four bytes, whatever its media type claims. */
export function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return (head[0]! & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18 ? 'zstd' : 'none';
}

/**
 * The unpacked bytes of a layer blob: gzip (RFC 1952, also of several members), zstd (RFC 8878, many frames, skippable frames) or none.
 * Throws `image/truncated-layer` when it ends too early and `image/corrupt-layer` when it cannot be decoded.
 */
export async function* inflate(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const queue = new ChunkQueue(chunks[Symbol.asyncIterator]());
  try {
    const head = (await queue.has(4)) ? queue.peek(4) : new Uint8Array(4);
    switch (compressionOf(head)) {
      case 'gzip':
        yield* decode(queue.rest(), createGunzip(OPTIONS));
        return;
      case 'zstd':
        yield* unzstd(queue);
        return;
      case 'none':
        yield* queue.rest();
    }
  } catch (cause) {
    throw asLayerError(cause);
  } finally {
    await queue.close();
  }
}

/** Node's decoder stops in silence after the first frame, so frames are told apart here and each gets a decoder of its own. */
async function* unzstd(queue: ChunkQueue): AsyncGenerator<Uint8Array> {
  while (await queue.has(1)) {
    await queue.need(4);
    const magic = queue.peek(4);
    if (compressionOf(magic) !== 'zstd')
      throw new PlimsollError('image/corrupt-layer', 'the layer goes on after a zstd frame with something else');
    if (magic[0] !== 0x28) {
      await queue.need(8);
      const head = queue.take(8);
      await queue.discard(new DataView(head.buffer, head.byteOffset).getUint32(4, true));
      continue;
    }
    const small = await smallFrame(queue);
    if (small !== undefined) yield small;
    else yield* decode(frameBytes(queue), createZstdDecompress(OPTIONS));
  }
}

/** A frame that lies whole in what is at hand and unpacks to little is decoded in one call; undefined leaves the queue as it was. */
async function smallFrame(queue: ChunkQueue): Promise<Uint8Array | undefined> {
  await queue.has(SMALL_FRAME);
  const view = queue.peek(Math.min(SMALL_FRAME, queue.length));
  const walker = new ZstdFrameWalker();
  const length = walker.walk(view);
  if (!walker.isDone) return undefined;
  try {
    const out = zstdDecompressSync(view.subarray(0, length), { maxOutputLength: SMALL_OUTPUT });
    await queue.discard(length);
    return out;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return undefined;
    throw cause;
  }
}

/** The bytes of one frame, up to its end and not beyond, in pieces as large as they come. */
async function* frameBytes(queue: ChunkQueue): AsyncGenerator<Uint8Array> {
  const walker = new ZstdFrameWalker();
  while (!walker.isDone) {
    await queue.need(1);
    yield queue.take(walker.walk(queue.first()));
  }
}

/** Feeds a decoder and yields what comes out, with back-pressure both ways. */
async function* decode(
  pieces: AsyncIterable<Uint8Array>,
  decoder: ReturnType<typeof createGunzip> | ReturnType<typeof createZstdDecompress>,
): AsyncGenerator<Uint8Array> {
  const feeding = (async () => {
    try {
      for await (const piece of pieces) {
        if (decoder.destroyed) return;
        if (!decoder.write(piece)) await new Promise<void>((resolve) => onceEither(decoder, resolve));
      }
      decoder.end();
    } catch (cause) {
      decoder.destroy(cause as Error);
    }
  })();
  try {
    for await (const chunk of decoder) yield chunk as Uint8Array;
  } finally {
    decoder.destroy();
    await feeding;
  }
}

function onceEither(decoder: NodeJS.EventEmitter, resolve: () => void): void {
  const done = () => {
    decoder.off('drain', done);
    decoder.off('close', done);
    resolve();
  };
  decoder.on('drain', done);
  decoder.on('close', done);
}

function asLayerError(cause: unknown): unknown {
  if (cause instanceof PlimsollError) return cause;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (code === 'Z_BUF_ERROR')
    return new PlimsollError('image/truncated-layer', 'the compressed layer ends too early', { cause });
  if (/^Z(STD)?_|^ERR_ZSTD|^ERR_ZLIB/.test(code)) {
    return new PlimsollError('image/corrupt-layer', 'the layer cannot be unpacked', { cause });
  }
  return cause;
}
