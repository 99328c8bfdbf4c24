import { createHash, randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Packing, packed } from '../../../test/kit/image.ts';
import { inflate } from './inflate.ts';

const content = Buffer.concat([randomBytes(700_000), Buffer.alloc(2_000_000, 'compress me '), randomBytes(300_000)]);
const PACKINGS: readonly Packing[] = ['none', 'gzip', 'gzip-members', 'zstd', 'zstd-frames', 'zstd-skippable'];

async function* chunksOf(blob: Uint8Array, size: number) {
  for (let at = 0; at < blob.length; at += size) yield new Uint8Array(blob.subarray(at, at + size));
}

async function unpack(blob: Uint8Array, size = 65_536): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of inflate(chunksOf(blob, size))) parts.push(part);
  return Buffer.concat(parts);
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a layer blob', () => {
  it.each(PACKINGS)('unpacks from %s', async (packing) => {
    expect(digest(await unpack(packed(content, packing)))).toBe(digest(content));
  });

  it.each(PACKINGS)('unpacks from %s whatever the chunks', async (packing) => {
    const blob = packed(content.subarray(0, 20_000), packing);
    for (const size of [1, 3, 17, 4096])
      expect(digest(await unpack(blob, size))).toBe(digest(content.subarray(0, 20_000)));
  });

  it.each(['gzip', 'gzip-members', 'zstd', 'zstd-frames', 'zstd-skippable'] as const)(
    '%s one byte short is truncated, not shorter',
    async (packing) => {
      const blob = packed(content, packing);
      await expect(unpack(blob.subarray(0, -1))).rejects.toMatchObject({ code: 'image/truncated-layer' });
    },
  );

  it('decodes thousands of small frames', async () => {
    const frames = Array.from({ length: 3000 }, (_, i) => Buffer.from(`frame ${i}\n`));
    expect((await unpack(Buffer.concat(frames.map((frame) => zstdCompressSync(frame))))).toString()).toBe(
      Buffer.concat(frames).toString(),
    );
  });

  it('decodes one small frame that unpacks to much by streaming it', async () => {
    const zeros = Buffer.alloc(40 << 20);
    expect((await unpack(zstdCompressSync(zeros))).length).toBe(zeros.length);
  });

  it('a flipped byte in gzip is corrupt (zstd layers carry no checksum: their diff id tells)', async () => {
    const blob = Buffer.from(packed(content, 'gzip'));
    blob[Math.floor(blob.length / 2)]! ^= 0x55;
    const failure = await unpack(blob).then(
      () => undefined,
      (cause) => cause,
    );
    expect(failure?.code).toMatch(/^image\/(corrupt|truncated)-layer$/);
  });

  it('is empty when there are no bytes', async () => expect(await unpack(Buffer.alloc(0))).toHaveLength(0));
});
