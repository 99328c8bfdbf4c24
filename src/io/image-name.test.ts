import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseImageName, resolveImageName, splitPathName } from './image-name.ts';

test.each([
  ['nginx', undefined, 'nginx'],
  ['docker:27-dind', undefined, 'docker:27-dind'],
  ['registry:2', undefined, 'registry:2'],
  ['registry.example.com:5000/a:1', undefined, 'registry.example.com:5000/a:1'],
  ['registry://nginx:1', 'registry', 'nginx:1'],
  ['docker://nginx', 'docker', 'nginx'],
  ['podman://localhost/a:1', 'podman', 'localhost/a:1'],
  ['podman:5', undefined, 'podman:5'],
  ['containerd://k8s.io/docker.io/library/nginx:1', 'containerd', 'k8s.io/docker.io/library/nginx:1'],
  ['archive://a.tar', 'archive', 'a.tar'],
  ['archive:a.tar', 'archive', 'a.tar'],
  ['archive:-', 'archive', '-'],
  ['oci-dir:dir:app:1', 'oci-dir', 'dir:app:1'],
  ['oci-dir:///abs/dir', 'oci-dir', '/abs/dir'],
  ['rootfs:///', 'rootfs', '/'],
  ['sbom://x.json', 'sbom', 'x.json'],
  ['-', undefined, '-'],
])('%s is %s, %s', (text, scheme, name) => {
  expect(parseImageName(text)).toEqual(scheme === undefined ? { name } : { scheme, name });
});

test.each([
  ['', 'image/no-name'],
  ['archive://', 'image/no-name'],
  ['oci-dir:', 'image/no-name'],
  ['https://registry.example.com/a', 'image/unknown-scheme'],
  ['ftp://a', 'image/unknown-scheme'],
])('%j: %s', (text, code) => {
  expect(() => parseImageName(text)).toThrow(expect.objectContaining({ code }));
});

describe('with files', () => {
  let directory: string;
  const SHA = `sha256:${'0'.repeat(64)}`;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'name-test-'));
    for (const name of ['layout', 'tree', 'a:b']) mkdirSync(join(directory, name));
    writeFileSync(join(directory, 'layout/index.json'), '{}');
    writeFileSync(join(directory, 'image.tar'), '');
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test.each([
    ['layout', 'oci-dir'],
    ['layout:app:1', 'oci-dir'],
    [`layout@${SHA}`, 'oci-dir'],
    ['tree', 'rootfs'],
    ['image.tar', 'archive'],
    ['image.tar:app:1', 'archive'],
  ])('%s is an %s', async (name, scheme) => {
    const text = join(directory, name);
    expect(await resolveImageName(text)).toEqual({ scheme, name: text });
  });

  test.each([
    ['-', 'archive'],
    ['plimsoll-no-such-file:1', 'registry'],
  ])('%s is an %s', async (name, scheme) => {
    expect(await resolveImageName(name)).toEqual({ scheme, name });
  });

  test.each(['./nope', '/nope/nope.tar', 'nope.tar', 'Not:a:name'])('%s is nowhere', async (name) => {
    await expect(resolveImageName(name)).rejects.toMatchObject({ code: 'image/not-found' });
  });

  test.each([
    ['layout', 'layout', undefined, undefined],
    ['layout:app:1', 'layout', 'app:1', undefined],
    [`layout@${SHA}`, 'layout', undefined, SHA],
    [`layout:app:1@${SHA}`, 'layout', 'app:1', SHA],
    ['a:b', 'a:b', undefined, undefined],
    ['a:b:c', 'a:b', 'c', undefined],
    ['nope:c', 'nope:c', undefined, undefined],
    ['layout@sha256:00', 'layout@sha256:00', undefined, undefined],
  ])('%s is %s, %s, %s', async (name, path, ref, digest) => {
    const found = await splitPathName(join(directory, name));
    expect(found).toEqual({ path: join(directory, path), ...(ref && { ref }), ...(digest && { digest }) });
  });
});
