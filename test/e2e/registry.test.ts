import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openImageSource } from '../../src/io/open-source.ts';
import { directory, FAST, LAYERS, openOptions, programWorks, read, SIGNAL, started } from '../kit/registry-reading.ts';
import { freePort, whenAnswers } from '../kit/registry-real.ts';
import { sharedDirectory } from '../kit/shared.ts';

describe('bad days', () => {
  test('429 and 5xx are waited out, as long as Retry-After says, and not for ever', async () => {
    const registry = await started();
    registry.image('app', '1', LAYERS);
    registry.fault({ on: /manifests/, times: 1, status: 429, headers: { 'retry-after': '3600' } });
    registry.fault({ on: /manifests/, times: 1, status: 503, headers: { 'retry-after': new Date().toUTCString() } });
    registry.fault({ on: /blobs/, times: 2, status: 500 });
    await read(`${registry.host}/app:1`);
    registry.fault({ on: /manifests/, status: 429 });
    const before = registry.requests.length;
    await expect(read(`${registry.host}/app:1`)).rejects.toMatchObject({ code: 'registry/unavailable' });
    expect(registry.requests.length - before).toBe(FAST.tries);
  });

  test('a blob that breaks is asked for again, and one that always breaks at the same place is an error', async () => {
    const registry = await started();
    registry.image('app', '1', LAYERS);
    registry.fault({ on: /blobs/, times: 2, cutAfter: 100_000 });
    await read(`${registry.host}/app:1`);
    registry.fault({ on: /blobs/, cutAfter: 1_500_000 });
    await expect(read(`${registry.host}/app:1`)).rejects.toMatchObject({ code: 'registry/interrupted' });
  });

  test('no such tag names those there are; no such repository says that', async () => {
    const registry = await started();
    for (let i = 0; i < 12; i++) registry.image('app', `v${i}`, []);
    registry.image('app', 'bookworm-2', []);
    registry.image('app', 'bookworm-1', []);
    await expect(read(`${registry.host}/app:bookworm`)).rejects.toMatchObject({
      code: 'registry/not-found',
      message: `there is no ${registry.host}/app:bookworm`,
      help: ['there are: bookworm-1, bookworm-2, v0, v1, v10, v11, v2, v3, v4, v5 and 4 more'],
    });
    await expect(read(`${registry.host}/other:1`)).rejects.toMatchObject({
      code: 'registry/not-found',
      help: [`${registry.host} names no tags of other: is the name right?`],
    });
  });

  test('endless, stalled, old and missing documents end in clear errors', async () => {
    const registry = await started();
    registry.manifest('app', 'huge', ' '.repeat(5 << 20));
    registry.manifest('app', 'old', '{}', 'application/vnd.docker.distribution.manifest.v1+prettyjws');
    registry.image('app', 'stalled', []);
    registry.fault({ on: /stalled/, stall: true });
    await expect(read(`${registry.host}/app:huge`)).rejects.toMatchObject({ code: 'registry/too-large' });
    await expect(read(`${registry.host}/app:old`)).rejects.toMatchObject({ code: 'registry/old-schema' });
    const stalled = read(`${registry.host}/app:stalled`, { timing: { idleMs: 100 } });
    await expect(stalled).rejects.toMatchObject({ code: 'registry/unreachable' });
    registry.image('app', 'partial', LAYERS);
    registry.fault({ on: /blobs/, status: 404 });
    await expect(read(`${registry.host}/app:partial`)).rejects.toMatchObject({ code: 'registry/not-found' });
    await expect(read('127.0.0.1:1/app:1')).rejects.toMatchObject({ code: 'registry/unreachable' });
  });

  test('a token that is none, or endless, is refused', async () => {
    for (const body of ['{"token":"a\\r\\nX: y"}', '{"token":7}', 'nonsense', 'x'.repeat(2 << 20)]) {
      const registry = await started({
        authorization: { kind: 'bearer' },
        faults: [{ on: /token/, status: 200, body }],
      });
      await expect(read(`${registry.host}/app:1`)).rejects.toMatchObject({ code: 'registry/bad-answer' });
    }
  });

  test('the wish to stop ends a request, a wait and a stream at once', async () => {
    const registry = await started();
    registry.image('app', '1', LAYERS);
    for (const fault of [
      { on: /manifests/, times: 1, stall: true },
      { on: /manifests/, times: 1, status: 503, headers: { 'retry-after': '60' } },
      { on: /blobs/, times: 1, stall: true },
    ]) {
      registry.fault(fault);
      const control = new AbortController();
      setTimeout(() => control.abort(), 50);
      const startedAt = performance.now();
      const timing = { maxDelayMs: 60_000, idleMs: 60_000 };
      await expect(read(`${registry.host}/app:1`, { signal: control.signal, timing })).rejects.toThrow('aborted');
      expect(performance.now() - startedAt).toBeLessThan(1000);
    }
  });
});

const real = programWorks('docker-registry', ['--version']) && programWorks('skopeo', ['--version']);
const shared = sharedDirectory();
const reason = shared === undefined ? 'needs ../shared' : 'needs docker-registry and skopeo';
test.skipIf(!real || !shared)(`Debian's docker-registry${real && shared ? '' : ` (skipped: ${reason})`}`, async () => {
  const port = await freePort();
  const config = join(directory, 'registry.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${directory}/store}}\nhttp: {addr: "127.0.0.1:${port}"}\n`,
  );
  const server = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  try {
    await whenAnswers(port);
    const from = `oci:${join(shared ?? '', 'images/oci')}`;
    for (const ref of ['alpine-app:3.18', 'multi-arch:latest']) {
      execFileSync('skopeo', [
        'copy',
        '-q',
        '--all',
        '--preserve-digests',
        '--dest-tls-verify=false',
        `${from}:${ref}`,
        `docker://127.0.0.1:${port}/team/${ref}`,
      ]);
    }
    const image = await read(`127.0.0.1:${port}/team/alpine-app:3.18`);
    expect(image.manifest).toBe('sha256:6e769bdd2044c58375d72967d594aca4762a75bf2df6b888345dc7207b9a44d7');
    expect(image.layers.length).toBe(3);
    const source = await openImageSource(`127.0.0.1:${port}/team/multi-arch`, openOptions({}));
    const root = await source.root(SIGNAL);
    await source.close();
    expect(root).toMatchObject({ kind: 'oci', mediaType: 'application/vnd.oci.image.index.v1+json' });
    await expect(read(`127.0.0.1:${port}/team/alpine-app:nope`)).rejects.toMatchObject({ help: ['there are: 3.18'] });
  } finally {
    server.kill();
  }
});
