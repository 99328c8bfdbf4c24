import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BboltContent, bboltFile } from '../../src/formats/bytes/testdata/bbolt-file.ts';
import { type OpenOptions, openImageSource } from '../../src/io/open-source.ts';
import type { Digest } from '../../src/model/digest.ts';
import { hasContainerd, programDirectory, startContainerd } from '../kit/daemon-programs.ts';
import { type BuiltImage, image, sha256, writeFiles } from '../kit/image.ts';

const SIGNAL = new AbortController().signal;
const built = image().layer({ 'etc/os-release': 'ID=alpine\n' }).layer({ 'srv/x': 'y' }).build();
const other = image().layer({ 'etc/os-release': 'ID=debian\n' }).build();

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'containerd-test-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const options = (variables: Readonly<Record<string, string>> = {}, more: Partial<OpenOptions> = {}): OpenOptions => ({
  stdin: () => {
    throw new Error('stdin is not asked for');
  },
  temporaryDirectory: directory,
  userAgent: 'plimsoll/test',
  containerdRoot: directory,
  environment: { home: join(directory, 'home'), variables },
  ...more,
});

/** Digest of the manifest, and of each layer as it came. */
async function read(name: string, opening: OpenOptions = options()): Promise<(string | undefined)[]> {
  const source = await openImageSource(name, opening);
  try {
    const root = await source.root(SIGNAL);
    if (root.kind !== 'oci') throw new Error('a content store has manifests');
    const { layers } = JSON.parse(new TextDecoder().decode(root.bytes)) as {
      layers: { digest: Digest; size: number }[];
    };
    const digests: (string | undefined)[] = [root.digest];
    for (const { digest, size } of layers) {
      const hash = createHash('sha256');
      for await (const chunk of source.blob(digest, size, SIGNAL)) hash.update(chunk);
      digests.push(`sha256:${hash.digest('hex')}`);
    }
    return digests;
  } finally {
    await source.close();
  }
}

const digestsOf = (one: BuiltImage) => [one.digest, ...one.layers.map(({ digest }) => digest)];
const target = (one: BuiltImage) => ({
  target: { digest: one.digest, mediatype: 'application/vnd.oci.image.manifest.v1+json', size: 'x' },
});

/** A store as containerd leaves it: names in a database, content by digest. */
function writeStore(root: string, namespaces: Readonly<Record<string, Readonly<Record<string, BboltContent>>>>): void {
  const v1 = Object.fromEntries(Object.entries(namespaces).map(([name, images]) => [name, { images, content: {} }]));
  const files = new Map<string, Buffer>(
    [built, other].flatMap((one) =>
      [one.config, one.manifest, ...one.layers.map(({ blob }) => blob)].map(
        (blob) => [`io.containerd.content.v1.content/blobs/${sha256(blob).replace(':', '/')}`, blob] as const,
      ),
    ),
  );
  writeFiles(root, files.set('io.containerd.metadata.v1.bolt/meta.db', bboltFile({ v1, other: {} })));
}

const FULL = 'docker.io/library/nginx:1';

describe('which image is meant', () => {
  beforeEach(() =>
    writeStore(directory, {
      default: { [FULL]: target(built), 'app:1': target(built), nothing: {}, odd: { target: { digest: '../../etc' } } },
      'k8s.io': { [FULL]: target(built), 'app:1': target(other), 'k8s.io/pause:3': target(built) },
      lab: { 'lab/app:1': target(built), 'own:1': target(other) },
    }),
  );

  test.each([
    [FULL, built],
    ['nginx:1', built],
    ['default/app:1', built],
    ['k8s.io/app:1', other],
    ['k8s.io/docker.io/library/nginx:1', built],
    ['k8s.io/pause:3', built],
    ['lab/app:1', built],
    ['own:1', other],
    ['own:1@missing', undefined],
  ])('%s', async (name, expected) => {
    const found = read(`containerd://${name}`);
    if (expected === undefined) await expect(found).rejects.toMatchObject({ code: 'containerd/no-such-image' });
    else expect(await found).toEqual(digestsOf(expected));
  });

  test('the same name for two images is refused, and both are named; CONTAINERD_NAMESPACE chooses', async () => {
    await expect(read('containerd://app:1')).rejects.toMatchObject({
      code: 'containerd/ambiguous',
      help: ['name one: containerd://k8s.io/app:1, containerd://default/app:1'],
    });
    expect(await read('containerd://app:1', options({ CONTAINERD_NAMESPACE: 'default' }))).toEqual(digestsOf(built));
    const none = read('containerd://own:1', options({ CONTAINERD_NAMESPACE: 'default' }));
    await expect(none).rejects.toMatchObject({ code: 'containerd/no-such-image' });
  });

  test.each(['ngin:1', 'nothing', 'odd'])('%s is not there, and what is like it is named', async (name) => {
    await expect(read(`containerd://${name}`)).rejects.toMatchObject({
      code: 'containerd/no-such-image',
      help: [expect.stringMatching(/^it has: .*nginx:1/)],
    });
  });

  test('content that was dropped is said to be missing', async () => {
    const [, layer] = digestsOf(built);
    rmSync(join(directory, 'io.containerd.content.v1.content/blobs', layer!.replace(':', '/')));
    await expect(read('containerd://nginx:1')).rejects.toMatchObject({
      code: 'image/blob-missing',
      message: expect.stringContaining(layer!),
    });
  });
});

describe('where the store is', () => {
  test('of a user without root, by XDG_DATA_HOME or in the home directory', async () => {
    const roots = ['data/containerd', 'home/.local/share/containerd'];
    for (const root of roots) writeStore(join(directory, root), { default: { 'plimsoll-test:1': target(built) } });
    const { containerdRoot: _, ...unnamed } = options();
    expect(await read('containerd://plimsoll-test:1', unnamed)).toEqual(digestsOf(built));
    const environment = { variables: { XDG_DATA_HOME: join(directory, 'data') } };
    expect(await read('containerd://plimsoll-test:1', { ...unnamed, environment })).toEqual(digestsOf(built));
  });

  test.each<[string, string, Buffer | undefined]>([
    ['nothing', 'containerd/no-store', undefined],
    ['an empty database', 'containerd/unreadable-database', Buffer.alloc(0)],
    ['a database of something else', 'containerd/unreadable-database', Buffer.alloc(70_000, 'SQLite')],
    ['a database without images', 'containerd/no-such-image', bboltFile({})],
    ['a cut database', 'containerd/no-such-image', bboltFile({ v1: { default: { images: {} } } }).subarray(0, 9000)],
  ])('%s: %s', async (_what, code, database) => {
    mkdirSync(join(directory, 'io.containerd.metadata.v1.bolt'));
    if (database !== undefined) writeFileSync(join(directory, 'io.containerd.metadata.v1.bolt/meta.db'), database);
    await expect(read('containerd://a')).rejects.toMatchObject({ code });
  });
});

const reason = hasContainerd ? '' : ' (skipped: needs containerd and ctr)';
test.skipIf(!hasContainerd)(`containerd's own store, while it is written and when it is at rest${reason}`, async () => {
  const containerd = await startContainerd(programDirectory(directory, 'c'));
  if (typeof containerd === 'string') return void process.stderr.write(`${containerd}\n`);
  const opening = options({}, { containerdRoot: join(directory, 'c/root') });
  const names = Array.from({ length: 12 }, (_, at) => `docker.io/team/app:${at}`);
  for (const [at, name] of names.entries()) {
    writeFileSync(join(directory, `${at}.tar`), (at % 2 === 0 ? built : other).ociTar(name));
  }
  let done = false;
  const writing = (async () => {
    for (const at of names.keys()) {
      await containerd.load(join(directory, `${at}.tar`), at % 3 === 0 ? 'k8s.io' : 'default');
    }
  })().finally(() => {
    done = true;
  });
  // Looked at when the writer has ended: a test that fails must not leave it behind.
  const found: unknown[] = [];
  while (!done) {
    found.push(await read('containerd://team/app:0', opening).catch((error: { code?: string }) => error.code));
  }
  await writing;
  expect(found.length).toBeGreaterThan(10);
  const right: readonly unknown[] = [
    JSON.stringify(digestsOf(built)),
    '"containerd/no-such-image"',
    '"containerd/no-store"',
  ];
  expect(found.map((one) => JSON.stringify(one)).filter((one) => !right.includes(one))).toEqual([]);
  await containerd.stop();
  for (const [at, name] of names.entries()) {
    expect(await read(`containerd://${name}`, opening)).toEqual(digestsOf(at % 2 === 0 ? built : other));
  }
  expect(existsSync(join(directory, 'c/root/io.containerd.metadata.v1.bolt/meta.db'))).toBe(true);
});
