import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImageRoot } from '../../ports/image-source.ts';
import type { Choice } from '../layout/layout-source.ts';
import { archiveSource } from './archive-source.ts';

const SIGNAL = new AbortController().signal;
const LAYER = randomBytes(2_500_000);
const CONFIG = Buffer.from('{"os":"linux"}');

type Files = Readonly<Record<string, Uint8Array | string | { readonly link: string; readonly hard?: boolean }>>;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'archive-test-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

async function tar(...sets: readonly Files[]): Promise<Buffer> {
  const packing = pack();
  for (const files of sets) {
    for (const [name, content] of Object.entries(files)) {
      if (typeof content === 'string' || content instanceof Uint8Array) packing.entry({ name }, Buffer.from(content));
      else packing.entry({ name, type: content.hard ? 'link' : 'symlink', linkname: content.link });
    }
  }
  packing.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of packing) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const digestOf = (bytes: Uint8Array | string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const pathOf = (bytes: Uint8Array | string) => `blobs/sha256/${digestOf(bytes).slice(7)}`;
const saved = (config: string, tags: readonly string[] | null, layers: readonly string[]) => ({
  Config: config,
  RepoTags: tags,
  Layers: layers,
});

const DOCKER_SAVE: Files = {
  'a/layer.tar': LAYER,
  'b/layer.tar': { link: '../a/layer.tar' },
  'c/layer.tar': { link: 'b/layer.tar', hard: true },
  'c.json': CONFIG,
  'manifest.json': JSON.stringify([
    saved('c.json', ['nginx:1', 'other.io/x:y'], ['a/layer.tar', 'b/layer.tar', 'c/layer.tar']),
  ]),
};
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  config: { digest: digestOf(CONFIG) },
  layers: [{ digest: digestOf(LAYER) }],
});
const indexJson = (...names: readonly string[]) =>
  JSON.stringify({
    manifests: names.map((name) => ({
      digest: digestOf(MANIFEST),
      size: 1,
      annotations: { 'org.opencontainers.image.ref.name': name },
    })),
  });
const LAYOUT: Files = {
  [pathOf(LAYER)]: LAYER,
  [pathOf(CONFIG)]: CONFIG,
  [pathOf(MANIFEST)]: MANIFEST,
  'index.json': indexJson('1'),
};

async function opened(bytes: Uint8Array, choice: Choice = {}, how: 'file' | 'stdin' = 'file') {
  const file = join(directory, 'image.tar');
  if (how === 'file') writeFileSync(file, bytes);
  const stdin = async function* () {
    for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
  };
  return archiveSource(how === 'file' ? file : '-', 'x', choice, { stdin, temporaryDirectory: directory });
}

/** The kind of the root and the sizes of what it leads to, read to the end. */
async function summary(bytes: Uint8Array, choice?: Choice, how?: 'file' | 'stdin') {
  const source = await opened(bytes, choice, how);
  try {
    const root = await source.root(SIGNAL);
    if (root.kind === 'oci') return ['oci', root.digest];
    return ['docker-save', root.config.length, ...(await layerDigests(root))];
  } finally {
    await source.close();
  }
}

async function layerDigests(root: ImageRoot & { kind: 'docker-save' }): Promise<string[]> {
  const digests: string[] = [];
  for (const layer of root.layers) {
    const hash = createHash('sha256');
    for await (const chunk of layer.open(SIGNAL)) {
      hash.update(chunk);
      // Chunks are transferred to threads: none may share its memory.
      structuredClone(chunk, { transfer: [chunk.buffer as ArrayBuffer] });
      expect(chunk.length).toBe(0);
    }
    digests.push(`sha256:${hash.digest('hex')}`);
  }
  return digests;
}

const ALL = ['docker-save', CONFIG.length, digestOf(LAYER), digestOf(LAYER), digestOf(LAYER)];

describe('forms', () => {
  test('docker-save, with links between layers, however it is wrapped', async () => {
    const bytes = await tar(DOCKER_SAVE);
    const half = bytes.length >> 1;
    const [first, second] = [bytes.subarray(0, half), bytes.subarray(half)];
    expect(await summary(bytes)).toEqual(ALL);
    expect(await summary(gzipSync(bytes))).toEqual(ALL);
    expect(await summary(Buffer.concat([gzipSync(first), gzipSync(second)]))).toEqual(ALL);
    expect(await summary(Buffer.concat([zstdCompressSync(first), zstdCompressSync(second)]))).toEqual(ALL);
    expect(await summary(bytes, {}, 'stdin')).toEqual(ALL);
    expect(await summary(gzipSync(bytes), {}, 'stdin')).toEqual(ALL);
  });

  test('a layout, alone or beside docker-save; docker-save when the layout is not whole', async () => {
    const oci = ['oci', digestOf(MANIFEST)];
    expect(await summary(await tar(LAYOUT))).toEqual(oci);
    expect(await summary(await tar(DOCKER_SAVE, LAYOUT))).toEqual(oci);
    const { [pathOf(LAYER)]: _, ...partial } = LAYOUT;
    expect(await summary(await tar(DOCKER_SAVE, partial))).toEqual(ALL);
    expect(await summary(await tar(DOCKER_SAVE, LAYOUT), { ref: 'nginx:1' })).toEqual(ALL);
    expect(await summary(await tar(DOCKER_SAVE, { 'index.json': 'nonsense' }))).toEqual(ALL);
  });

  test('blobs and manifests of a layout come by digest', async () => {
    const source = await opened(await tar(LAYOUT));
    const hash = createHash('sha256');
    for await (const chunk of source.blob(digestOf(LAYER) as 'sha256:', LAYER.length, SIGNAL)) hash.update(chunk);
    expect(`sha256:${hash.digest('hex')}`).toBe(digestOf(LAYER));
    const missing = source
      .blob(digestOf('') as 'sha256:', 0, SIGNAL)
      [Symbol.asyncIterator]()
      .next();
    await expect(missing).rejects.toMatchObject({ code: 'image/blob-missing' });
    await source.close();
  });

  test('long names: PAX and GNU', async () => {
    const name = `${'d/'.repeat(120)}layer.tar`;
    const files = { [name]: LAYER, 'c.json': CONFIG, 'manifest.json': JSON.stringify([saved('c.json', null, [name])]) };
    expect(await summary(await tar(files))).toEqual(['docker-save', CONFIG.length, digestOf(LAYER)]);
  });
});

describe('which image of several', () => {
  const other = Buffer.from('{"os":"plan9"}');
  const hex = digestOf(other).slice(7);
  const two = tar({
    ...DOCKER_SAVE,
    [`${hex}.json`]: other,
    'manifest.json': JSON.stringify([
      saved('c.json', ['nginx:1', 'nginx:stable'], ['a/layer.tar']),
      saved(`${hex}.json`, ['docker.io/library/busybox:latest'], []),
    ]),
  });
  test.each([
    ['nginx:1', CONFIG.length],
    ['docker.io/library/nginx:stable', CONFIG.length],
    ['busybox', other.length],
    [`sha256:${hex}`, other.length],
  ])('%s', async (ref, configBytes) => {
    expect((await summary(await two, { ref }))[1]).toBe(configBytes);
  });

  test.each([undefined, 'nginx', 'nginx:2'])('%s is none, and those there are are named', async (ref) => {
    await expect(summary(await two, ref === undefined ? {} : { ref })).rejects.toMatchObject({
      code: 'image/no-such-reference',
      help: ['there are: docker.io/library/busybox:latest, nginx:1, nginx:stable', 'name one with --ref'],
    });
  });
});

describe('bad input', () => {
  const loop: Files = { ...DOCKER_SAVE, 'a/layer.tar': { link: '../b/layer.tar' } };
  const lists = (list: unknown): Files => ({ ...DOCKER_SAVE, 'manifest.json': JSON.stringify(list) });
  test.each<[string, string, () => Promise<Uint8Array>]>([
    ['nothing', 'image/empty', async () => Buffer.alloc(0)],
    ['compressed nothing', 'image/empty', async () => gzipSync('')],
    ['three bytes', 'image/not-an-image', async () => Buffer.from('abc')],
    ['noise', 'image/not-an-image', async () => Buffer.alloc(4096, 'noise')],
    ['compressed noise', 'image/not-an-image', async () => gzipSync(Buffer.alloc(4096, 'noise'))],
    ['xz', 'image/not-an-image', async () => Buffer.from('fd377a585a0000', 'hex')],
    ['an empty tar', 'image/not-an-image', () => tar()],
    ['a file system', 'image/not-an-image', () => tar({ 'etc/passwd': 'root' })],
    ['a list of nothing', 'image/no-such-reference', () => tar(lists([]))],
    ['no list', 'image/not-an-image', () => tar(lists({}))],
    ['odd members', 'image/not-an-image', () => tar(lists([{ Config: 1, Layers: 'x' }]))],
    ['no such configuration', 'image/blob-missing', () => tar(lists([saved('nope', null, [])]))],
    ['a path out of the archive', 'image/blob-missing', () => tar(lists([saved('../../etc/hostname', null, [])]))],
    ['no such layer', 'image/blob-missing', () => tar(lists([saved('c.json', null, ['/etc/passwd'])]))],
    ['links in a circle', 'image/blob-missing', () => tar(loop)],
    ['two manifests', 'image/damaged-archive', () => tar(DOCKER_SAVE, { './manifest.json': '[]' })],
    ['a huge manifest', 'image/too-large', () => tar({ 'manifest.json': Buffer.alloc(5 << 20) })],
    ['a cut tar', 'image/truncated', async () => (await tar(DOCKER_SAVE)).subarray(0, 1_000_000)],
    ['a cut header', 'image/truncated', async () => (await tar({ 'c.json': CONFIG, x: '' })).subarray(0, 1100)],
    ['a cut gzip', 'image/truncated', async () => gzipSync(await tar(DOCKER_SAVE)).subarray(0, -1)],
    ['a cut zstd', 'image/truncated', async () => zstdCompressSync(await tar(DOCKER_SAVE)).subarray(0, -1)],
  ])('%s: %s', async (_what, code, make) => {
    const bytes = await make();
    for (const how of ['file', 'stdin'] as const) await expect(summary(bytes, {}, how)).rejects.toMatchObject({ code });
    expect(readdirSync(directory)).toEqual(['image.tar']);
  });

  test('no file, a directory, a place that cannot be written', async () => {
    const at = (path: string, temporaryDirectory = directory) =>
      archiveSource(
        path,
        'x',
        {},
        {
          stdin: async function* () {
            yield LAYER;
          },
          temporaryDirectory,
        },
      ).root(SIGNAL);
    await expect(at(join(directory, 'nope'))).rejects.toMatchObject({ code: 'image/not-found' });
    await expect(at(directory)).rejects.toMatchObject({ code: 'image/not-an-image' });
    await expect(at('-', join(directory, 'nope'))).rejects.toMatchObject({ code: 'image/no-space' });
  });

  test('every cut of a small archive is told or does no harm', async () => {
    const bytes = await tar({ ...DOCKER_SAVE, 'a/layer.tar': 'x' });
    for (let length = 0; length < bytes.length; length += 37) {
      const outcome = await summary(bytes.subarray(0, length)).catch((error: { code?: string }) => error.code);
      expect(outcome).toSatisfy((it: unknown) => Array.isArray(it) || String(it).startsWith('image/'));
    }
  });
});

const proc = existsSync('/proc/self/fd');
test.skipIf(!proc)(
  `what is spooled has no name, and its file is private${proc ? '' : ' (skipped: needs /proc)'}`,
  async () => {
    let seen: { names: string[]; modes: number[] } | undefined;
    const bytes = gzipSync(await tar(DOCKER_SAVE));
    const stdin = async function* () {
      yield bytes.subarray(0, 10);
      const names = readdirSync(directory);
      const fds = readdirSync('/proc/self/fd').flatMap((fd) => {
        const stat = statSync(`/proc/self/fd/${fd}`, { throwIfNoEntry: false });
        return stat?.isFile() && stat.nlink === 0 ? [stat.mode & 0o777] : [];
      });
      seen = { names, modes: fds };
      yield bytes.subarray(10);
    };
    const source = archiveSource('-', '-', {}, { stdin, temporaryDirectory: directory });
    await source.root(SIGNAL);
    await source.close();
    expect(seen).toEqual({ names: [], modes: expect.arrayContaining([0o600]) });
  },
);

test('the wish to stop ends waiting for stdin', async () => {
  const control = new AbortController();
  const stdin = () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) });
  const source = archiveSource('-', '-', {}, { stdin, temporaryDirectory: directory });
  setTimeout(() => control.abort(), 20);
  await expect(source.root(control.signal)).rejects.toThrow('aborted');
  await source.close();
});
