// Makes the large image of the benchmark: about 5 GB unpacked in 165,000 entries and ten layers, in an OCI layout. Deterministic.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { header } from '../test/kit/tar.ts';

const LAYERS = 10;
const ENTRIES = 165_000;
const BYTES = 5e9;

/** Text that gzip packs about threefold, as program files do: a window that moves over words and noise. */
function material(): Buffer {
  let seed = 42;
  const next = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed >>> 8;
  };
  const words = Array.from({ length: 4000 }, () => next().toString(36));
  const parts: string[] = [];
  for (let length = 0; length < 8 << 20; ) {
    const word = `${words[next() % words.length]} `;
    parts.push(word);
    length += word.length;
  }
  return Buffer.from(parts.join(''));
}

interface Made {
  readonly digest: string;
  readonly diffId: string;
  readonly size: number;
}

async function makeLayer(directory: string, index: number, content: Buffer): Promise<Made> {
  const aside = join(directory, `layer-${index}.tmp`);
  const blob = createHash('sha256');
  const diffId = createHash('sha256');
  const gzip = createGzip({ level: 1, chunkSize: 1 << 20 });
  const file = createWriteStream(aside);
  let size = 0;
  gzip.on('data', (chunk: Buffer) => {
    blob.update(chunk);
    size += chunk.length;
    if (!file.write(chunk)) {
      gzip.pause();
      file.once('drain', () => gzip.resume());
    }
  });
  const write = async (chunk: Buffer) => {
    diffId.update(chunk);
    if (!gzip.write(chunk)) await once(gzip, 'drain');
  };
  const perLayer = ENTRIES / LAYERS;
  const mean = BYTES / ENTRIES;
  for (let i = 0; i < perLayer; i++) {
    const [name, body] = fileAt(index, i, content, mean);
    await write(
      Buffer.concat([
        header(name, '0', body.length, { mode: i % 9 === 0 ? 0o755 : 0o644 }),
        body,
        Buffer.alloc((512 - (body.length % 512)) % 512),
      ]),
    );
  }
  await write(Buffer.alloc(1024));
  const closed = once(file, 'close');
  gzip.end(() => undefined);
  await once(gzip, 'end');
  file.end();
  await closed;
  const digest = blob.digest('hex');
  renameSync(aside, join(directory, 'blobs', 'sha256', digest));
  return { digest: `sha256:${digest}`, diffId: `sha256:${diffId.digest('hex')}`, size };
}

/** Mostly library files, some package manifests and some programs. */
function fileAt(layer: number, i: number, content: Buffer, mean: number): [name: string, body: Buffer] {
  const group = `opt/l${layer}/node_modules/package-${Math.floor(i / 40)}`;
  if (i % 40 === 0)
    return [
      `${group}/package.json`,
      Buffer.from(JSON.stringify({ name: `package-${Math.floor(i / 40)}`, version: `1.${layer}.0`, license: 'MIT' })),
    ];
  const size = Math.floor(mean * (i % 10 === 0 ? 8 : 0.45));
  const at = (i * 7919 + layer * 104_729) % (content.length - size);
  const body = content.subarray(at, at + size);
  if (i % 97 === 0) return [`usr/lib/l${layer}/lib${i}.so`, Buffer.concat([ELF, body])];
  return [`${group}/lib/file-${i}.js`, body];
}

const ELF = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(57)]);

/** The layout's directory; made at the first call and kept. */
export async function benchImage(directory: string): Promise<string> {
  if (existsSync(join(directory, 'index.json'))) return directory;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, 'blobs', 'sha256'), { recursive: true });
  const content = material();
  const layers: Made[] = [];
  for (let i = 0; i < LAYERS; i++) layers.push(await makeLayer(directory, i, content));
  const put = (document: object) => {
    const bytes = Buffer.from(JSON.stringify(document));
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(directory, 'blobs', 'sha256', hex), bytes);
    return { digest: `sha256:${hex}`, size: bytes.length };
  };
  const config = put({
    architecture: 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: [],
  });
  const manifest = put({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: layers.map(({ digest, size }) => ({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest,
      size,
    })),
  });
  writeFileSync(join(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(
    join(directory, 'index.json'),
    JSON.stringify({
      schemaVersion: 2,
      manifests: [
        {
          mediaType: 'application/vnd.oci.image.manifest.v1+json',
          ...manifest,
          annotations: { 'org.opencontainers.image.ref.name': 'large' },
        },
      ],
    }),
  );
  return directory;
}
