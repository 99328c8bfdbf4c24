import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits, setLimits } from '../../src/formats/bytes/limits.ts';
import { type OpenOptions, openImageSource } from '../../src/io/open-source.ts';
import {
  classicImage,
  containerdImage,
  startDaemon,
  startGarbage,
  type TestDaemon,
  type TestDaemonOptions,
} from '../kit/daemon.ts';
import { image, sha256, tarOfFiles } from '../kit/image.ts';
import { IndexBuilder } from '../kit/image-index.ts';
import { startRegistry } from '../kit/registry.ts';
import { programWorks } from '../kit/registry-reading.ts';
import { CLI, runProgram } from '../kit/run-program.ts';

const SIGNAL = new AbortController().signal;
const built = image()
  .layer({ 'etc/os-release': 'ID=alpine\n' })
  .layer({ 'srv/big': 'x'.repeat(300_000) })
  .build();

let directory: string;
let ends: (() => Promise<void>)[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'daemon-test-'));
  ends = [];
});
afterEach(async () => {
  for (const end of ends) await end();
  rmSync(directory, { recursive: true });
});

async function started(options?: TestDaemonOptions): Promise<TestDaemon> {
  const daemon = await startDaemon(options ?? { socket: join(directory, 'docker.sock') });
  ends.push(daemon.close);
  return daemon;
}

const options = (variables: Readonly<Record<string, string>>, more: Partial<OpenOptions> = {}): OpenOptions => ({
  stdin: () => {
    throw new Error('stdin is not asked for');
  },
  temporaryDirectory: join(directory, 'tmp'),
  userAgent: 'plimsoll/test',
  environment: { certificateDirectories: [], home: directory, runtimeDirectory: directory, variables },
  timing: { tries: 1, connectMs: 2000 },
  daemonTiming: { answerMs: 400, exportMs: 400, idleMs: 400 },
  ...more,
});

/** Kind of the root and the digests of the layers as they came. */
async function read(name: string, variables: Readonly<Record<string, string>>, more: Partial<OpenOptions> = {}) {
  mkdirSync(join(directory, 'tmp'), { recursive: true });
  const source = await openImageSource(name, options(variables, more));
  try {
    const root = await source.root(SIGNAL);
    if (root.kind === 'oci') return [source.reference, 'oci', root.digest];
    const digests: string[] = [];
    for (const layer of root.layers) {
      const hash = createHash('sha256');
      for await (const chunk of layer.open(SIGNAL)) hash.update(chunk);
      digests.push(`sha256:${hash.digest('hex')}`);
    }
    return [source.reference, 'docker-save', ...digests];
  } finally {
    await source.close();
    expect(readdirSync(join(directory, 'tmp'))).toEqual([]);
  }
}

const classic = (name: string) => [name, 'docker-save', ...built.layers.map(({ diffId }) => diffId)];

describe('an image of a daemon', () => {
  test('by name, in every form of export, read with GET alone and by id', async () => {
    const daemon = await started();
    daemon.image(classicImage(built, 'app:1'));
    daemon.image(containerdImage(image().layer({ a: 'b' }).build(), 'new:1'));
    const variables = { DOCKER_HOST: daemon.host };
    expect(await read('docker://app:1', variables)).toEqual(classic('app:1'));
    const [, kind] = await read('docker://new:1', variables);
    expect(kind).toBe('oci');
    const id = classicImage(built).id;
    expect(await read(`docker://${id.slice(7, 19)}`, variables)).toEqual(classic(id.slice(7, 19)));
    expect(await read('podman://app:1', { CONTAINER_HOST: daemon.host })).toEqual(classic('app:1'));
    expect(daemon.requests.slice(0, 2)).toEqual(['GET /images/app:1/json', `GET /images/${id}/get`]);
    expect(daemon.requests.filter((request) => !request.startsWith('GET /images/'))).toEqual([]);
  });

  test('of several platforms, of which the daemon has one: the id is the digest of the index', async () => {
    const daemon = await started();
    const foreign = image({ architecture: 's390x' }).layer({ a: 'b' }).build();
    const index = new IndexBuilder().image(built).image(foreign).attestation(built);
    const id = sha256(index.build().bytes);
    const absent = [foreign.manifest, foreign.config].map(sha256);
    daemon.image({ id, names: ['multi:1'], exported: tarOfFiles(index.layoutFiles(absent)) });
    expect(await read('docker://multi:1', { DOCKER_HOST: daemon.host })).toEqual(['multi:1', 'oci', id]);
  });

  test('without a scheme: what Docker has, what Podman has, else the registry', async () => {
    const [docker, podman] = [await started(), await started({ socket: join(directory, 'podman.sock') })];
    docker.image(classicImage(built, 'app:1', 'both:1'));
    podman.image(classicImage(image().layer({}).build(), 'own:1', 'both:1'));
    const variables = { DOCKER_HOST: docker.host, CONTAINER_HOST: podman.host };
    expect(await read('app:1', variables)).toEqual(classic('app:1'));
    expect(await read('both:1', variables)).toEqual(classic('both:1'));
    expect((await read('own:1', variables)).length).toBe(3);
    const registry = await startRegistry();
    ends.push(registry.close);
    const digest = registry.image('team/app', '1', []);
    const name = `${registry.host}/team/app:1`;
    const fromRegistry = async (more?: Partial<OpenOptions>) => {
      const before = registry.requests.length;
      const found = await read(name, variables, more);
      return [found[1], registry.requests.length > before];
    };
    expect(await fromRegistry()).toEqual(['oci', true]);
    expect(digest).toMatch(/^sha256:/);
    docker.image(classicImage(built, name));
    expect(await fromRegistry()).toEqual(['docker-save', false]);
    expect(await fromRegistry({ askedPlatform: { os: 'linux', architecture: 'amd64' } })).toEqual([
      'docker-save',
      false,
    ]);
    expect(await fromRegistry({ askedPlatform: { os: 'linux', architecture: 's390x' } })).toEqual(['oci', true]);
    expect(await fromRegistry({ askedPlatform: 'all' })).toEqual(['oci', true]);
    const asked = docker.requests.length;
    expect((await read(`registry://${name}`, variables))[1]).toBe('oci');
    expect(docker.requests.length).toBe(asked);
    docker.fault({ on: /json/, stallAfter: 0 });
    const startedAt = performance.now();
    expect(await fromRegistry()).toEqual(['oci', true]);
    expect(performance.now() - startedAt).toBeLessThan(1500);
    docker.fault({ on: /json/, status: 500, body: 'nonsense' });
    expect(await fromRegistry()).toEqual(['oci', true]);
    await expect(read(`${registry.host}/team/other:1`, variables)).rejects.toMatchObject({
      code: 'registry/not-found',
      help: [expect.stringMatching(/^Docker at .* answered with 500/), expect.any(String)],
    });
  });

  test('the usual sockets of a user', async () => {
    const docker = await started();
    docker.image(classicImage(built, 'plimsoll-test-image:1'));
    mkdirSync(join(directory, 'podman'));
    const podman = await started({ socket: join(directory, 'podman/podman.sock') });
    podman.image(classicImage(built, 'own:1'));
    expect(await read('podman://own:1', {})).toEqual(classic('own:1'));
    const name = 'plimsoll-test-image:1';
    // A machine's own Docker goes first where there is one.
    const found = await read(`docker://${name}`, {}).catch((error: { code?: string }) => error.code);
    expect([classic(name), 'daemon/no-such-image']).toContainEqual(found);
  });
});

describe('bad days', () => {
  test('no such image: those like it are named', async () => {
    const daemon = await started();
    daemon.image(classicImage(built, 'zebra:1', 'ghcr.io/team/app:2', 'apple:1'));
    await expect(read('docker://app:3', { DOCKER_HOST: daemon.host })).rejects.toMatchObject({
      code: 'daemon/no-such-image',
      message: 'Docker has no image app:3',
      help: ['it has: ghcr.io/team/app:2, apple:1, zebra:1', expect.stringContaining('docker pull app:3')],
    });
  });

  test.each(['../../containers/json', 'app:1/json?x=', 'App', 'a b', 'app:1#'])('%s is no name', async (name) => {
    const daemon = await started();
    const failed = read(`docker://${name}`, { DOCKER_HOST: daemon.host });
    await expect(failed).rejects.toMatchObject({ code: 'image/invalid-reference' });
    expect(daemon.requests).toEqual([]);
  });

  const noise = Buffer.alloc(4096, 'noise');
  test.each<[string, string, Parameters<TestDaemon['fault']>[0]]>([
    ['silence', 'daemon/unreachable', { on: /json/, stallAfter: 0 }],
    ['an answer that stops', 'daemon/interrupted', { on: /json/, stallAfter: 5 }],
    ['an answer that is no JSON', 'daemon/bad-answer', { on: /json/, body: 'nonsense' }],
    ['an answer without id', 'daemon/bad-answer', { on: /json/, body: '{"Id":"../x"}' }],
    ['an endless answer', 'daemon/bad-answer', { on: /json/, endless: true }],
    ['an error', 'daemon/bad-answer', { on: /json/, status: 500, body: '{"message":"out of\\u001b[31m luck"}' }],
    ['a plugin that says no', 'daemon/denied', { on: /json/, status: 403, body: '{"message":"no"}' }],
    ['an export that fails', 'daemon/bad-answer', { on: /get/, status: 500, body: '{"message":"no space"}' }],
    ['an export that never begins', 'daemon/unreachable', { on: /get/, stallAfter: 0 }],
    ['an export that stops', 'daemon/interrupted', { on: /get/, stallAfter: 100_000 }],
    ['an export that is cut', 'daemon/interrupted', { on: /get/, cutAfter: 100_000 }],
    ['an export that ends early', 'image/truncated', { on: /get/, body: built.dockerSave().subarray(0, 100_000) }],
    ['an export of noise', 'image/not-an-image', { on: /get/, body: noise }],
    ['an empty export', 'image/empty', { on: /get/, body: '' }],
    ['another image', 'daemon/other-image', { on: /get/, body: image().layer({ a: 'b' }).build().dockerSave() }],
    ['a layout of another image', 'daemon/other-image', { on: /get/, body: image().build().ociTar() }],
  ])('%s: %s', async (_what, code, fault) => {
    const daemon = await started();
    daemon.image(classicImage(built, 'app:1'));
    daemon.fault(fault);
    await expect(read('docker://app:1', { DOCKER_HOST: daemon.host })).rejects.toMatchObject({
      code,
      message: expect.not.stringContaining('\u001b'),
    });
  });

  test('an endless export ends at the limit, and leaves nothing', async () => {
    const daemon = await started();
    daemon.image(classicImage(built, 'app:1'));
    daemon.fault({ on: /get/, endless: true });
    const { outputBytes } = limits;
    setLimits({ outputBytes: 20 << 20 });
    await expect(read('docker://app:1', { DOCKER_HOST: daemon.host })).rejects.toMatchObject({
      code: 'image/too-large',
    });
    setLimits({ outputBytes });
  });

  test('no daemon, no leave, no HTTP', async () => {
    const host = (path: string) => ({ DOCKER_HOST: `unix://${join(directory, path)}` });
    await expect(read('docker://a', host('gone.sock'))).rejects.toMatchObject({ code: 'daemon/not-running' });
    await expect(read('docker://a', { DOCKER_HOST: 'tcp://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'daemon/not-running',
    });
    await expect(read('podman://a', { CONTAINER_HOST: 'ssh://h' })).rejects.toMatchObject({
      code: 'daemon/unsupported-address',
    });
    for (const greeting of ['220 mail ready\r\n', Buffer.alloc(1 << 20, 1), '']) {
      const socket = join(directory, `garbage-${ends.length}.sock`);
      ends.push(await startGarbage(greeting, socket));
      const failed = read('docker://a', { DOCKER_HOST: `unix://${socket}` });
      await expect(failed).rejects.toMatchObject({ code: expect.stringMatching(/^daemon\/(bad-answer|unreachable)$/) });
    }
  });

  test('the wish to stop ends a wait for an export at once', async () => {
    const daemon = await started();
    daemon.image(classicImage(built, 'app:1'));
    daemon.fault({ on: /get/, stallAfter: 1000 });
    const control = new AbortController();
    const slow = { daemonTiming: { idleMs: 60_000 } };
    const source = await openImageSource('docker://app:1', {
      ...options({ DOCKER_HOST: daemon.host }, slow),
      temporaryDirectory: directory,
    });
    setTimeout(() => control.abort(), 50);
    const startedAt = performance.now();
    await expect(source.root(control.signal)).rejects.toThrow('aborted');
    await source.close();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

test('a full disk is one clear error, and leaves nothing', async () => {
  const daemon = await started();
  daemon.image(classicImage(built, 'app:1'));
  const temporary = join(directory, 'tmp');
  mkdirSync(temporary);
  const env = { DOCKER_HOST: daemon.host, TMPDIR: temporary, PLIMSOLL_CACHE_DIR: join(directory, 'cache') };
  const small = ['-c', 'ulimit -f 200 && exec "$@"', 'sh', ...CLI, 'scan', 'docker://app:1'];
  const { code, stderr } = await runProgram('sh', small, { env });
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^error: cannot keep the image in .*\[image\/no-space\]\n.*TMPDIR/),
  ]);
  expect(readdirSync(temporary)).toEqual([]);
});

const openssl = programWorks('openssl', ['version']);
test.skipIf(!openssl)(`TLS both ways${openssl ? '' : ' (skipped: needs openssl)'}`, async () => {
  const certificates = join(directory, 'certs');
  mkdirSync(certificates);
  const san = 'subjectAltName=IP:127.0.0.1';
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const made = ['-subj', '/CN=test', '-addext', san, '-keyout', 'key.pem', '-out', 'ca.pem'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...made], { cwd: certificates, stdio: 'ignore' });
  const [key, cert] = ['key.pem', 'ca.pem'].map((name) => readFileSync(join(certificates, name), 'utf8')) as [
    string,
    string,
  ];
  const daemon = await started({ tls: { key, cert, ca: cert } });
  daemon.image(classicImage(built, 'app:1'));
  const host = { DOCKER_HOST: daemon.host };
  const verified = { ...host, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates };
  await expect(read('docker://app:1', verified)).rejects.toMatchObject({ code: 'daemon/unreachable' });
  writeFileSync(join(certificates, 'cert.pem'), cert);
  expect(await read('docker://app:1', verified)).toEqual(classic('app:1'));
  rmSync(join(certificates, 'ca.pem'));
  await expect(read('docker://app:1', verified)).rejects.toMatchObject({ code: 'daemon/untrusted-certificate' });
  expect(await read('docker://app:1', { ...host, DOCKER_TLS: '1', DOCKER_CERT_PATH: certificates })).toEqual(
    classic('app:1'),
  );
  await expect(read('docker://app:1', host)).rejects.toMatchObject({ code: expect.stringMatching(/^daemon\//) });
});
