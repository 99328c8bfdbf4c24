import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BuiltImage, blobPath, image, sha256, tarOfFiles } from '../kit/image.ts';
import { plainReport } from '../kit/plain-report.ts';
import { runCli, scratch } from '../kit/run-cli.ts';
import { type Entry, symlink, tarOf, text } from '../kit/tar.ts';

/** Archives as other programs lay them out, written here as those programs write them: the report must be the same. */
const directory = scratch();
const at = (name: string) => join(directory, name);
const NAME = 'registry.example.com/team/app:1';
const packages = { 'app/node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}' };
const start = image().layer({ 'etc/os-release': 'ID=alpine\nVERSION_ID=3.18.3\n' });
const built = start.layer(packages).layer({ 'srv/x': 'y' }).build();
const another = image({ architecture: 'arm64' }).layer({ 'etc/os-release': 'ID=debian\n' }).build();

type Files = readonly (readonly [name: string, content: Entry])[];
const hex = (digest: string) => digest.slice(7);
const file = (content: Uint8Array): Entry => ({ type: 'file', content });
const json = (value: unknown) => text(JSON.stringify(value));
const saved = (Config: string, Layers: readonly string[], RepoTags: readonly string[] | null = [NAME]) => ({
  Config,
  RepoTags,
  Layers,
});
const configHex = (one: BuiltImage) => hex(sha256(one.config));

/** `docker save` of 1.10 to 24: a directory for each layer, with the files of the form before. */
function dockerClassic(one: BuiltImage): Files {
  const layers = one.layers.flatMap(({ tar, diffId }): Files => {
    const id = hex(sha256(Buffer.from(`id of ${diffId}`)));
    return [
      [`${id}/VERSION`, text('1.0')],
      [`${id}/json`, json({ id })],
      [`${id}/layer.tar`, file(tar)],
    ];
  });
  const names = layers.map(([name]) => name).filter((name) => name.endsWith('layer.tar'));
  const config = `${configHex(one)}.json`;
  return [
    ...layers,
    [config, file(one.config)],
    ['manifest.json', json([saved(config, names)])],
    ['repositories', json({ x: {} })],
  ];
}

/** go-containerregistry, which kaniko, ko and crane write with: digests in names, layers as a registry has them. */
function goContainerRegistry(one: BuiltImage): Files {
  const layers = one.layers.map(({ blob, digest }) => [`${hex(digest)}.tar.gz`, file(blob)] as const);
  const config = `sha256:${configHex(one)}`;
  return [
    [config, file(one.config)],
    ...layers,
    [
      'manifest.json',
      json([
        saved(
          config,
          layers.map(([name]) => name),
        ),
      ]),
    ],
  ];
}

/** Jib: one fixed name for the configuration. */
function jib(one: BuiltImage): Files {
  const layers = one.layers.map(({ blob, digest }) => [`${hex(digest)}.tar.gz`, file(blob)] as const);
  return [
    ...layers,
    ['config.json', file(one.config)],
    [
      'manifest.json',
      json([
        saved(
          'config.json',
          layers.map(([name]) => name),
        ),
      ]),
    ],
  ];
}

/** Cloud Native Buildpacks: paths from the root, no tag of its own. */
function buildpacks(one: BuiltImage): Files {
  const layers = one.layers.map(({ tar, diffId }) => [`/${hex(diffId)}.tar`, file(tar)] as const);
  const config = `/${configHex(one)}.json`;
  return [
    ...layers,
    [config, file(one.config)],
    [
      'manifest.json',
      json([
        saved(
          config,
          layers.map(([name]) => name),
        ),
      ]),
    ],
  ];
}

/** containers/image, which Podman, Buildah and skopeo write `docker-archive` with: links for the form before. */
function containersImage(one: BuiltImage): Files {
  const names = one.layers.map(({ diffId }) => `${hex(diffId)}.tar`);
  const legacy = names.flatMap((name): Files => {
    const id = hex(sha256(Buffer.from(name)));
    return [
      [`${id}/layer.tar`, symlink(`../${name}`)],
      [`${id}/VERSION`, text('1.0')],
      [`${id}/json`, json({ id })],
    ];
  });
  const layers = one.layers.map(({ tar }, index) => [names[index]!, file(tar)] as const);
  const config = `${configHex(one)}.json`;
  return [...layers, [config, file(one.config)], ...legacy, ['manifest.json', json([saved(config, names)])]];
}

const OCI = 'application/vnd.oci.image';
const descriptor = (bytes: Uint8Array, mediaType: string, more: object = {}) => ({
  mediaType,
  digest: sha256(bytes),
  size: bytes.length,
  ...more,
});
const layoutFile: Files[number] = ['oci-layout', text('{"imageLayoutVersion":"1.0.0"}')];
const named = (name: string) => ({
  annotations: {
    'io.containerd.image.name': name,
    'org.opencontainers.image.ref.name': name.slice(name.lastIndexOf(':') + 1),
  },
});

interface Blobs {
  readonly manifest: Buffer;
  readonly blobs: readonly Buffer[];
  readonly paths: readonly string[];
}

/** Manifest and blobs of an image; `plain` layers are not compressed, as Docker 25 and later export those of its own store. */
function blobsOf(one: BuiltImage, plain: boolean): Blobs {
  const layers = one.layers.map((layer) => (plain ? layer.tar : layer.blob));
  const type = plain ? `${OCI}.layer.v1.tar` : `${OCI}.layer.v1.tar+gzip`;
  const config = descriptor(one.config, `${OCI}.config.v1+json`);
  const document = {
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config,
    layers: layers.map((layer) => descriptor(layer, type)),
  };
  const manifest = Buffer.from(JSON.stringify(document));
  return { manifest, blobs: [...layers, one.config, manifest], paths: layers.map(blobPath) };
}

/** An OCI layout beside `manifest.json`: Docker 25 and later (plain), BuildKit's `type=docker` and nerdctl (compressed). */
function both(images: readonly (readonly [name: string, one: BuiltImage])[], plain: boolean): Files {
  const parts = images.map(([name, one]) => ({ name, one, ...blobsOf(one, plain) }));
  const blobs = new Map(parts.flatMap((part) => part.blobs.map((blob) => [blobPath(blob), file(blob)] as const)));
  const manifests = parts.map(({ name, manifest }) => descriptor(manifest, `${OCI}.manifest.v1+json`, named(name)));
  const list = parts.map(({ name, one, paths }) => saved(blobPath(one.config), paths, [name]));
  return [...blobs, ['index.json', json({ schemaVersion: 2, manifests })], ['manifest.json', json(list)], layoutFile];
}

/** One index in the layout: BuildKit's `type=oci` with an attestation, or an image store with one platform of two. */
function nested(one: BuiltImage, others: readonly object[], more: readonly Buffer[]): Files {
  const { manifest, blobs } = blobsOf(one, false);
  const own = descriptor(manifest, `${OCI}.manifest.v1+json`, { platform: one.platform });
  const index = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests: [own, ...others] }),
  );
  const top = { schemaVersion: 2, manifests: [descriptor(index, `${OCI}.index.v1+json`, named(NAME))] };
  const files = [...blobs, index, ...more].map((blob) => [blobPath(blob), file(blob)] as const);
  return [...files, ['index.json', json(top)], layoutFile];
}

const statement = Buffer.from(JSON.stringify({ schemaVersion: 2, config: {}, layers: [] }));
const attestation = descriptor(statement, `${OCI}.manifest.v1+json`, {
  platform: { os: 'unknown', architecture: 'unknown' },
  annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': built.digest },
});
const unpulled = descriptor(another.manifest, `${OCI}.manifest.v1+json`, { platform: another.platform });

const layouts: Readonly<Record<string, Buffer>> = {
  'docker save of 1.10': tarOf(dockerClassic(built)),
  'docker save of 25': tarOf(both([[NAME, built]], true)),
  'docker save of an image store': tarOf([
    ...nested(built, [unpulled], []),
    ...both([[NAME, built]], false).filter(([name]) => name === 'manifest.json'),
  ]),
  'kaniko, ko and crane': tarOf(goContainerRegistry(built)),
  jib: tarOf(jib(built)),
  buildpacks: tarOf(buildpacks(built)),
  'podman and buildah, docker-archive': tarOf(containersImage(built)),
  'podman and buildah, oci-archive': built.ociTar(NAME),
  'a directory of tar, ./ before each name': tarOf(
    [...built.layoutFiles(NAME)].map(([name, content]) => [`./${name}`, file(content)]),
  ),
  'buildkit, type=docker, and nerdctl': tarOf(both([[NAME, built]], false)),
  'buildkit, type=oci': tarOf(nested(built, [attestation], [statement])),
  'gzip outside': gzipSync(tarOf(jib(built))),
  'zstd outside': zstdCompressSync(tarOf(both([[NAME, built]], true))),
};

const common = { SOURCE_DATE_EPOCH: '1796000000', PLIMSOLL_PLATFORM: 'linux/amd64' };
let count = 0;
const env = () => ({ ...common, PLIMSOLL_CACHE_DIR: at(`cache-${count++}`) });
let expected: unknown;
beforeAll(async () => {
  built.writeLayout(at('layout'), NAME);
  expected = await plainReport(`oci-dir:${at('layout')}`, env());
  expect(expected).toMatchObject({
    subjects: [{ complete: true, packages: [expect.objectContaining({ name: 'minimist' })] }],
  });
});

/** Nothing but which other platforms an index names. */
const withoutNotes = (report: unknown) =>
  JSON.parse(JSON.stringify(report, (key, value) => (key === 'diagnostics' ? undefined : value))) as unknown;

test.each(Object.keys(layouts))('%s', async (name) => {
  writeFileSync(at('image.tar'), layouts[name]!);
  expect(withoutNotes(await plainReport(at('image.tar'), env()))).toEqual(withoutNotes(expected));
});

describe('several images in one', () => {
  const second = 'other:2';
  const two = [
    [NAME, built],
    [second, another],
  ] as const;
  test.each([
    ['Docker 25', both(two, true)],
    ['nerdctl', both(two, false)],
  ])('%s', async (_what, files) => {
    writeFileSync(at('image.tar'), tarOf(files));
    const unnamed = await runCli(['scan', at('image.tar')], { env: env() });
    expect([unnamed.code, unnamed.stderr]).toEqual([
      1,
      expect.stringMatching(/\[image\/no-such-reference\]\n.*team\/app:1/),
    ]);
    const report = await plainReport(`archive://${at('image.tar')}:${NAME}`, env());
    expect(withoutNotes(report)).toEqual(withoutNotes(expected));
    const byOption = await plainReport(at('image.tar'), { ...env(), PLIMSOLL_REF: NAME });
    expect(withoutNotes(byOption)).toEqual(withoutNotes(expected));
  });
});

test.each<[string, string, Buffer]>([
  [
    'Singularity',
    'Singularity or Apptainer',
    Buffer.concat([Buffer.from('#!/usr/bin/env run-singularity\n\0SIF_MAGIC\x0001\0'), Buffer.alloc(4096)]),
  ],
  ['xz outside', 'xz', Buffer.concat([Buffer.from('fd377a585a00', 'hex'), Buffer.alloc(4096)])],
  ['an exported container', 'exported file system', tarOfFiles(new Map([['etc/passwd', Buffer.from('root')]]))],
])('%s is named in the error', async (_what, words, bytes) => {
  writeFileSync(at('image.tar'), bytes);
  const { code, stderr } = await runCli(['scan', at('image.tar')], { env: env() });
  expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
  expect(stderr).toContain('[image/not-an-image]');
});

test('a path loads no code that speaks to daemons, a name does', async () => {
  writeFileSync(at('image.tar'), layouts['jib']!);
  const chunksOf = async (name: string) => {
    const more = { PLIMSOLL_TRACE: '1', DOCKER_HOST: `unix://${at('none.sock')}` };
    const { stderr } = await runCli(['scan', name], { env: { ...env(), ...more } });
    return /^chunks (.*)$/m.exec(stderr)?.[1] ?? '';
  };
  expect(await chunksOf(at('image.tar'))).toMatch(/^(?!.*(?:daemon|local-image|containerd)).*main/);
  expect(await chunksOf('docker://none')).toContain('daemon-source');
});
