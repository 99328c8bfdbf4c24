import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { canaryTree } from '../kit/canary.ts';
import { escapingLayer } from '../kit/escaping-layer.ts';
import { blobPath, image, layoutFilesOf, sha256, tarOfFiles, writeFiles } from '../kit/image.ts';
import { ROOT, scratch } from '../kit/run-cli.ts';
import { type Call, placesOf, reasonWithoutStrace, straceCli } from '../kit/strace.ts';
import { symlink, tarOf } from '../kit/tar.ts';

/** Whatever names stand in what is scanned: nothing outside of it is read, written or asked for. */
const missing = reasonWithoutStrace();
const directory = scratch();
const at = (name: string) => join(directory, name);
const canary = canaryTree(at('canary'));
const before = canary.state();
const up = `${'../'.repeat(12)}${canary.directory.slice(1)}`;
const env = { PLIMSOLL_CACHE_DIR: at('cache'), TMPDIR: at('tmp'), HOME: at('home') };
for (const name of ['tmp', 'home', 'work']) mkdirSync(at(name));

const built = image({
  labels: {
    'org.opencontainers.image.title': `${up}/title`,
    'org.opencontainers.image.base.name': `oci-dir:${canary.directory}`,
  },
})
  .layer({}, { tar: escapingLayer(canary.directory, up) })
  .build();

const dockerSave = (config: string, layers: readonly string[], more: Parameters<typeof tarOf>[0] = []) =>
  tarOf([
    ...more,
    ['config.json', { type: 'file', content: built.config }],
    ['layer.tar', { type: 'file', content: built.layers[0]!.tar }],
    [
      'manifest.json',
      { type: 'file', content: Buffer.from(JSON.stringify([{ Config: config, RepoTags: [up], Layers: layers }])) },
    ],
  ]);

function archive(name: string, bytes: Buffer): string {
  writeFileSync(at(name), bytes);
  return `archive://${at(name)}`;
}

/** A layout whose index says `entry` besides what it must. */
function layout(name: string, entry: object, extra: ReadonlyMap<string, Buffer> = new Map()): string {
  const index = {
    schemaVersion: 2,
    manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', ...entry }],
  };
  writeFiles(
    at(name),
    layoutFilesOf([['latest', built]], new Map([...extra, ['index.json', Buffer.from(JSON.stringify(index))]])),
  );
  return `oci-dir:${at(name)}`;
}

function linkedLayout(name: string, links: Readonly<Record<string, string>>): string {
  const files = new Map(
    [...built.layoutFiles()].filter(
      ([path]) => !(path in links) && !Object.keys(links).some((link) => path.startsWith(`${link}/`)),
    ),
  );
  writeFiles(at(name), files);
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(join(at(name), path, '..'), { recursive: true });
    symlinkSync(target, join(at(name), path));
  }
  return `oci-dir:${at(name)}`;
}

function tree(): string {
  const links: Readonly<Record<string, string>> = {
    'etc/os-release': `${canary.directory}/etc/os-release`,
    'var/lib/dpkg': `${canary.directory}/var/lib/dpkg`,
    node_modules: `../canary/node_modules`,
    'app/node_modules/x/package.json': `${canary.directory}/node_modules/x/package.json`,
    'lib/apk/db/installed': `${canary.directory}/etc/passwd`,
    root: canary.directory,
    'var/lib/rpm': `${up}/var/lib/dpkg`,
  };
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(join(at('tree'), path, '..'), { recursive: true });
    symlinkSync(target, join(at('tree'), path));
  }
  return `rootfs://${at('tree')}`;
}

function feeds(): string {
  mkdirSync(at('feeds/osv'), { recursive: true });
  symlinkSync(join(canary.directory, 'all.json'), at('feeds/osv/GHSA-linked.json'));
  symlinkSync(canary.directory, at('feeds/below'));
  const record = Buffer.from(
    JSON.stringify({
      id: 'GHSA-x',
      modified: '2026-01-01T00:00:00Z',
      affected: [{ package: { ecosystem: 'npm', name: 'x' } }],
    }),
  );
  writeFileSync(
    at('feeds/osv/all.zip'),
    zipSync({ [`${up}/all.json`]: record, [`${canary.directory}/new.json`]: record, 'a\0b.json': record }),
  );
  return at('feeds');
}

const blob = blobPath(built.layers[0]!.blob);
const manifest = { digest: built.digest, size: built.manifest.length };
const annotations = {
  'org.opencontainers.image.ref.name': `${up}/x`,
  'org.opencontainers.image.title': `${canary.directory}/title`,
};
const foreign = Buffer.from(
  built.manifest.toString().replace(built.layers[0]!.digest, `sha256:${'../'.repeat(20)}${canary.directory.slice(1)}`),
);

describe.skipIf(missing !== '')(`nothing outside is touched${missing}`, () => {
  afterEach(() => expect(canary.state()).toBe(before));

  it.each<[string, () => string[], number]>([
    [
      'entries of an archive and of its layer',
      () => [
        archive(
          'a.tar',
          tarOfFiles(
            new Map([
              ...built.layoutFiles(),
              [`${up}/etc/passwd`, Buffer.from('x')],
              [`${canary.directory}/new`, Buffer.from('x')],
            ]),
          ),
        ),
      ],
      0,
    ],
    [
      'docker-save: layers by a path that leads out',
      () => [archive('b.tar', dockerSave('config.json', [`${up}/layer.tar`]))],
      1,
    ],
    [
      'docker-save: layers by an absolute path',
      () => [archive('c.tar', dockerSave('config.json', [`${canary.directory}/layer.tar`]))],
      1,
    ],
    [
      'docker-save: a configuration that lies outside',
      () => [archive('d.tar', dockerSave(`${canary.directory}/config.json`, ['layer.tar']))],
      1,
    ],
    [
      'docker-save: layers that are links to outside',
      () => [
        archive(
          'e.tar',
          dockerSave('config.json', ['l1/layer.tar'], [['l1/layer.tar', symlink(`${canary.directory}/layer.tar`)]]),
        ),
      ],
      1,
    ],
    [
      'docker-save: layers that are links with too many dots',
      () => [
        archive('f.tar', dockerSave('config.json', ['l2/layer.tar'], [['l2/layer.tar', symlink(`${up}/layer.tar`)]])),
      ],
      1,
    ],
    [
      'docker-save: the name of a layer that is a directory up',
      () => [archive('g.tar', dockerSave('config.json', ['x/../layer.tar']))],
      0,
    ],
    ['a layout with names of places', () => [layout('h', { ...manifest, annotations })], 0],
    [
      'a layout whose digest is a path',
      () => [layout('i', { digest: `sha256:../../../${canary.directory}`, size: 1 })],
      1,
    ],
    [
      'a manifest whose layer is a path',
      () => [layout('j', { digest: sha256(foreign), size: foreign.length }, new Map([[blobPath(foreign), foreign]]))],
      1,
    ],
    [
      'a layout whose layer is a link to outside',
      () => [linkedLayout('k', { [blob]: `${canary.directory}/layer.tar` })],
      1,
    ],
    ['a layout whose blobs are a link to outside', () => [linkedLayout('l', { blobs: canary.directory })], 1],
    [
      'a layout whose index is a link to outside',
      () => [linkedLayout('m', { 'index.json': `${canary.directory}/config.json` })],
      1,
    ],
    ['a directory full of links', () => [tree()], 0],
  ])('%s', async (_, name, code) => {
    await expectConfined(['sbom', ...name()], code);
  });

  it('the measure itself: who does go there is seen', async () => {
    const { code, calls } = await straceCli(['sbom', `rootfs://${canary.directory}`], ['trace=%file'], {
      env,
      cwd: at('work'),
    });
    expect(code).toBe(0);
    expect(await strangeOf(calls, [at('cache')])).toContain(join(canary.directory, 'etc/os-release'));
  });

  it('feeds: links, and members of zips with names of places', async () => {
    await expectConfined(['db', 'build', '--from', feeds()], 0);
  });
});

/** What the program asks the system for whatever it does. */
let runs = 0;
let usual: Promise<readonly string[]> | undefined;

async function expectConfined(args: readonly string[], code: number): Promise<void> {
  // What is known of an image is not read again: each run starts with nothing.
  const cache = at(`cache-${runs++}`);
  const ran = await straceCli(args, ['trace=%file'], { env: { ...env, PLIMSOLL_CACHE_DIR: cache }, cwd: at('work') });
  expect([ran.code, ran.stderr]).toEqual([code, expect.not.stringContaining('internal/bug')]);
  expect(`${ran.stdout}${ran.stderr}`).not.toContain(canary.secret);
  expect(ran.calls.length).toBeGreaterThan(50);
  expect(await strangeOf(ran.calls, [...args.flatMap(placeIn), cache])).toEqual([]);
}

/** The system's own account of the process, its limits and its time zone. */
const SYSTEM = [
  '/proc',
  '/sys/fs/cgroup',
  '/sys/devices/system',
  '/dev',
  '/lib',
  '/usr/lib',
  '/usr/share/zoneinfo',
  '/etc/localtime',
];

/** The places that a run went to and had no business in. */
async function strangeOf(calls: readonly Call[], given: readonly string[]): Promise<string[]> {
  usual ??= straceCli(['version'], ['trace=%file'], { env, cwd: at('work') }).then((ran) =>
    placesOf(ran.calls, at('work')),
  );
  const allowed = await usual;
  const roots = [join(ROOT, 'dist'), join(ROOT, 'node_modules'), at('tmp'), at('work'), ...given, ...SYSTEM];
  // `realpath` looks at each directory on the way.
  const onTheWay = [directory, ROOT, ...SYSTEM].map((path) => `${path}/`);
  return placesOf(calls, at('work')).filter(
    (path) =>
      !allowed.includes(path) &&
      !roots.some((root) => path === root || path.startsWith(`${root}/`)) &&
      !onTheWay.some((below) => below.startsWith(path === '/' ? path : `${path}/`)),
  );
}

/** Where the operand lies. */
function placeIn(operand: string): string[] {
  const path = operand.replace(/^[a-z-]+:(?:\/\/)?/, '');
  return path.startsWith('/') ? [path] : [];
}
