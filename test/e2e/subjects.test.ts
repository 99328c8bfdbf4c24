import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReportJson } from '../../src/model/report-json.ts';
import { type BuiltImage, blobPath, image, writeFiles } from '../kit/image.ts';
import { IndexBuilder } from '../kit/image-index.ts';
import { runCli, scratch } from '../kit/run-cli.ts';

const directory = scratch();
let count = 0;

/** The layout in a directory of its own, named as an image. */
function layout(files: ReadonlyMap<string, Buffer>): string {
  const path = join(directory, `layout-${count++}`);
  writeFiles(path, files);
  return `oci-dir:${path}`;
}

function app(architecture: string, os = 'linux'): BuiltImage {
  const manifest = { name: 'left-pad', version: '1.3.0', description: architecture };
  return image({ architecture, os })
    .layer({ [`opt/${architecture}`]: 'x' })
    .layer({ 'app/node_modules/left-pad/package.json': JSON.stringify(manifest) })
    .build();
}

/** With a cache of its own: what is known of a layer needs no bytes. */
async function scan(name: string, ...more: string[]) {
  const env = { PLIMSOLL_CACHE_DIR: join(directory, `cache-${count++}`) };
  const { code, stdout, stderr } = await runCli(['scan', '--format', 'json', name, ...more], { env });
  const report = stdout === '' ? undefined : (JSON.parse(stdout) as ReportJson);
  return { code, stderr, report, subjects: report?.subjects ?? [] };
}

const platforms = (subjects: ReportJson['subjects']) => subjects.map(({ image: { platform } }) => platform);

describe('an index with amd64, arm64, windows and an attestation', () => {
  const files = new IndexBuilder()
    .image(app('amd64'))
    .attestation(app('amd64'))
    .image(app('arm64'))
    .image(app('amd64', 'windows'))
    .layoutFiles();

  it('is three subjects, and windows is not complete: the gate says no and why', async () => {
    const { code, stderr, subjects } = await scan(layout(files), '--platform', 'all', '--exit-code');
    expect(platforms(subjects)).toEqual(['linux/amd64', 'linux/arm64', 'windows/amd64']);
    expect(subjects.map(({ complete }) => complete)).toEqual([true, true, false]);
    expect(subjects[2]!.image.layers.map(({ state }) => state.why)).toEqual(['unsupported', 'unsupported']);
    expect(code).toBe(2);
    expect(stderr).toContain('that was not read (unsupported) of windows/amd64');
    expect(stderr).toContain('--allow-unknown=unsupported');
  });

  it.each(['windows', 'windows/amd64', 'unsupported'])('passes when %s is allowed', async (name) => {
    const flags = ['--platform', 'all', '--exit-code', `--allow-unknown=${name}`];
    expect((await scan(layout(files), ...flags)).code).toBe(0);
  });

  it('does not pass when something else is allowed', async () => {
    expect((await scan(layout(files), '--platform', 'all', '--exit-code', '--allow-unknown=foreign')).code).toBe(2);
  });

  it('is one subject by default, and the others are named', async () => {
    const { code, subjects } = await scan(layout(files), '--platform', 'linux/arm64', '--exit-code');
    expect([code, platforms(subjects)]).toEqual([0, ['linux/arm64']]);
    expect(subjects[0]!.diagnostics.map(({ code }) => code)).toContain('image/other-platforms');
  });
});

it('images in an index inside an index are found, and what is no image is named', async () => {
  const inner = new IndexBuilder().image(app('arm64'));
  const files = new IndexBuilder()
    .image(app('amd64'))
    .index(inner)
    .artifact('application/vnd.cncf.helm.config.v1+json')
    .layoutFiles();
  const { code, subjects } = await scan(layout(files), '--platform', 'all', '--exit-code');
  expect([code, platforms(subjects)]).toEqual([0, ['linux/amd64', 'linux/arm64']]);
  expect(subjects[0]!.diagnostics).toMatchObject([
    { code: 'image/not-an-image', message: expect.stringContaining('vnd.cncf.helm') },
  ]);
});

it('an artifact alone is no image', async () => {
  const { code, stderr } = await scan(layout(new IndexBuilder().artifact('application/x').layoutFiles()));
  expect([code, stderr.split('\n')[0]]).toEqual([1, expect.stringMatching(/^error: .* \[image\/not-an-image\]$/)]);
});

describe('one damaged platform among others', () => {
  const [good, bad] = [app('amd64'), app('arm64')];
  const index = new IndexBuilder().image(good).image(bad);
  const [first, second] = bad.layers.map(({ digest }) => digest);

  it.each([
    ['its manifest is missing', [bad.digest], 'image/platform-not-read'],
    ['none of its layers is there', [first!, second!], 'image/platform-not-read'],
    ['one of its layers is missing', [first!], 'scan/layer-unreachable'],
  ])('%s: the others are reported, it is not complete', async (_, without, diagnostic) => {
    const all = [layout(index.layoutFiles(without)), '--platform', 'all', '--exit-code'] as const;
    const { code, stderr, subjects } = await scan(...all);
    expect(platforms(subjects)).toEqual(['linux/amd64', 'linux/arm64']);
    expect(subjects.map(({ complete }) => complete)).toEqual([true, false]);
    expect(subjects[0]!.packages).toHaveLength(1);
    expect(subjects[1]!.diagnostics.map(({ code }) => code)).toEqual([diagnostic]);
    expect(code).toBe(2);
    expect(stderr).toContain('linux/arm64');
    expect((await scan(...all, '--allow-unknown=linux/arm64')).code).toBe(0);
  });

  it('its bytes are others than its digest says: not scanned either', async () => {
    const files = index.layoutFiles();
    files.set(blobPath(bad.layers[0]!.blob), Buffer.from(bad.layers[0]!.blob).fill(0, 40));
    const { code, subjects } = await scan(layout(files), '--platform', 'all', '--exit-code');
    expect([code, subjects.map(({ complete }) => complete)]).toEqual([2, [true, false]]);
    expect((await scan(layout(files), '--platform', 'linux/arm64')).code).toBe(1);
  });
});

describe('layers that are there by name only', () => {
  const types = [
    ['foreign', 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'],
    ['foreign', 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip'],
    ['encrypted', 'application/vnd.oci.image.layer.v1.tar+gzip+encrypted'],
    ['unsupported', 'application/vnd.erofs.layer.v1'],
  ] as const;

  it.each(types)('%s: %s', async (state, mediaType) => {
    const built = app('amd64');
    const changed = JSON.parse(built.manifest.toString()) as { layers: { mediaType: string }[] };
    changed.layers[0]!.mediaType = mediaType;
    const odd = new (Object.getPrototypeOf(built).constructor as new (...args: unknown[]) => BuiltImage)(
      built.config,
      Buffer.from(JSON.stringify(changed)),
      built.layers,
      built.platform,
    );
    const name = layout(odd.layoutFiles());
    const { code, subjects } = await scan(name, '--exit-code');
    expect([code, subjects[0]!.complete]).toEqual([2, false]);
    expect(subjects[0]!.image.layers.map((layer) => layer.state.why ?? layer.state.kind)).toEqual([state, 'read']);
    expect(subjects[0]!.packages).toHaveLength(1);
    expect((await scan(name, '--exit-code', `--allow-unknown=${state}`)).code).toBe(0);
  });
});

describe('limits', () => {
  const name = layout(
    image()
      .layer({
        'app/node_modules/left-pad/package.json': '{"name":"left-pad","version":"1.3.0"}',
        big: 'x'.repeat(100_000),
      })
      .build()
      .layoutFiles(),
  );

  it.each([
    ['output-bytes=4KiB', 'image/too-large'],
    ['entries=1', 'image/too-many-entries'],
  ])('--limit %s: what lies beyond is said to be not scanned, and the gate says no', async (limit, code) => {
    const limited = await scan(name, '--exit-code', '--limit', limit);
    expect([limited.code, limited.subjects[0]!.complete]).toEqual([2, false]);
    expect(limited.subjects[0]!.diagnostics).toMatchObject([
      { code, layer: 0, message: expect.stringContaining('not scanned') },
    ]);
    expect(limited.subjects[0]!.packages).toHaveLength(1);
    // What was learned under another limit is not used.
    const cache = ['--cache-dir', join(directory, `cache-${code.replace('/', '-')}`)];
    expect((await scan(name, '--exit-code', '--limit', limit, ...cache)).code).toBe(2);
    expect((await scan(name, '--exit-code', ...cache)).code).toBe(0);
    expect((await scan(name, '--exit-code', '--limit', limit, ...cache)).code).toBe(2);
  });

  it('a scan that takes too long ends with an error', async () => {
    const { code, stderr } = await scan(name, '--limit', 'scan-ms=1', '--cache-dir', join(directory, 'empty'));
    expect([code, stderr.split('\n')[0]]).toEqual([1, 'error: the scan took longer than 0.001 s  [scan/timeout]']);
  });

  it.each(['output-bytes=4MB', 'output-bytes', 'nothing=1', 'entries=0', 'file-ms=1KiB'])(
    '%s is no limit',
    async (text) => expect((await scan(name, '--limit', text)).stderr).toContain('[config/invalid-value]'),
  );
});
