// The floor of a cold scan: the chunks of every layer decompressed, SHA-256 before and after, all layers in parallel on all cores.
// Run: node bench/floor.ts LAYOUT_DIRECTORY REF
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createGunzip, createZstdDecompress } from 'node:zlib';

interface Blob {
  readonly path: string;
  readonly mediaType: string;
  readonly size: number;
}

const CHUNK = 1 << 20;

async function unpack({ path, mediaType }: Blob): Promise<number> {
  const before = createHash('sha256');
  const after = createHash('sha256');
  const source = createReadStream(path, { highWaterMark: CHUNK });
  source.on('data', (chunk) => before.update(chunk));
  const decoder = mediaType.endsWith('zstd')
    ? createZstdDecompress({ chunkSize: CHUNK })
    : mediaType.endsWith('gzip')
      ? createGunzip({ chunkSize: CHUNK })
      : undefined;
  let bytes = 0;
  for await (const chunk of decoder === undefined ? source : source.pipe(decoder)) {
    after.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  before.digest();
  after.digest();
  return bytes;
}

function layersOf(directory: string, ref: string): Blob[] {
  const json = (path: string) => JSON.parse(readFileSync(join(directory, path), 'utf8'));
  const blob = (digest: string) => join('blobs', digest.replace(':', '/'));
  const index = json('index.json') as { manifests: { digest: string; annotations?: Record<string, string> }[] };
  const chosen =
    index.manifests.find(({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] === ref) ??
    index.manifests[0]!;
  let manifest = json(blob(chosen.digest));
  if (manifest.manifests) manifest = json(blob(manifest.manifests[0].digest));
  return manifest.layers.map(({ digest, mediaType, size }: { digest: string; mediaType: string; size: number }) => ({
    path: join(directory, blob(digest)),
    mediaType,
    size,
  }));
}

if (isMainThread) {
  const [directory = '', ref = ''] = process.argv.slice(2);
  const queue = layersOf(directory, ref).sort((a, b) => b.size - a.size);
  let total = 0;
  const lanes = Math.min(availableParallelism(), queue.length);
  await Promise.all(
    Array.from({ length: lanes }, () => {
      const worker = new Worker(new URL(import.meta.url), { workerData: 'lane' });
      return new Promise<void>((resolve, reject) => {
        const next = () => {
          const blob = queue.shift();
          if (blob === undefined) void worker.terminate().then(() => resolve());
          else worker.postMessage(blob);
        };
        worker.on('error', reject);
        worker.on('message', (bytes: number) => {
          total += bytes;
          next();
        });
        next();
      });
    }),
  );
  console.log(`${total} bytes`);
} else if (workerData === 'lane') {
  parentPort!.on('message', (blob: Blob) => void unpack(blob).then((bytes) => parentPort!.postMessage(bytes)));
}
