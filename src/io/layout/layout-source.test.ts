import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Digest } from '../../model/digest.ts';
import { directoryFiles } from './layout-files.ts';
import { type Choice, layoutSource } from './layout-source.ts';

const SIGNAL = new AbortController().signal;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'layout-test-'));
  mkdirSync(join(directory, 'blobs/sha256'), { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true }));

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}` as Digest;
const at = (text: string) => join(directory, 'blobs/sha256', digestOf(text).slice(7));
const blob = (text: string) => {
  writeFileSync(at(text), text);
  return digestOf(text);
};
const index = (...manifests: readonly object[]) =>
  writeFileSync(join(directory, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
const named = (text: string, ref?: string, more: object = {}) => ({
  digest: blob(text),
  size: text.length,
  ...(ref !== undefined && { annotations: { 'org.opencontainers.image.ref.name': ref } }),
  ...more,
});
const source = (choice: Choice = {}) => layoutSource(directoryFiles(directory), 'x', choice);
const root = async (choice?: Choice) => {
  const answer = await source(choice).root(SIGNAL);
  return answer.kind === 'oci' ? new TextDecoder().decode(answer.bytes) : answer;
};

test('by name, by full name, by digest, or the only one', async () => {
  index(named('one', 'app:1'));
  expect(await root()).toBe('one');
  const containerd = {
    annotations: { 'io.containerd.image.name': 'docker.io/library/web:2', 'org.opencontainers.image.ref.name': '2' },
  };
  index(named('one', 'app:1'), named('two', undefined, containerd), named('three'));
  expect(await root({ ref: 'app:1' })).toBe('one');
  expect(await root({ ref: 'docker.io/library/app:1' })).toBe('one');
  expect(await root({ ref: '2' })).toBe('two');
  expect(await root({ ref: 'web:2' })).toBe('two');
  expect(await root({ digest: digestOf('three') })).toBe('three');
  expect(await root({ digest: blob('below an index') })).toBe('below an index');
});

test('one image under two names, and an attestation beside it, is one', async () => {
  const attestation = { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } };
  index(named('one', 'a'), named('one', 'b'), named('proof', undefined, attestation));
  expect(await root()).toBe('one');
});

test('several for different platforms are an index', async () => {
  const on = (architecture: string) => ({ platform: { os: 'linux', architecture, 'os.features': ['x'] } });
  index(named('one', undefined, on('amd64')), named('two', undefined, on('arm64')));
  expect(JSON.parse(String(await root()))).toMatchObject({
    manifests: [
      { digest: digestOf('one'), size: 3, platform: { os: 'linux', architecture: 'amd64' } },
      { digest: digestOf('two'), platform: { architecture: 'arm64' } },
    ],
  });
  index(named('one', 'a', on('amd64')), named('two', 'b', on('arm64')));
  await expect(root()).rejects.toMatchObject({
    code: 'image/no-such-reference',
    help: ['there are: a, b', 'name one with --ref'],
  });
});

test('no such reference names at most ten of those there are, without escapes', async () => {
  index(...Array.from({ length: 12 }, (_, i) => named(`${i}`, `v${String.fromCharCode(97 + i)}\u001b[31m`)));
  const names = [...'abcdefghij'].map((letter) => `v${letter}\\u{1b}[31m`).join(', ');
  await expect(root({ ref: 'nope' })).rejects.toMatchObject({
    code: 'image/no-such-reference',
    message: `${directory} holds no single image named nope`,
    help: [`there are: ${names} and 2 more`, 'name one with --ref'],
  });
  index(named('one', 'a'), named('two', 'a'));
  await expect(root({ ref: 'a' })).rejects.toMatchObject({ code: 'image/no-such-reference' });
  index();
  await expect(root()).rejects.toMatchObject({ code: 'image/no-such-reference', help: [] });
});

test.each([undefined, '', '[]', '{"manifests":{}}', '\u0000'])('index.json %j is none', async (text) => {
  if (text !== undefined) writeFileSync(join(directory, 'index.json'), text);
  await expect(root()).rejects.toMatchObject({ code: 'image/not-an-image' });
});

test('entries without a valid digest do not exist: no path is ever made of them', async () => {
  const bad = ['sha256:../../../etc/passwd', `sha256:${'A'.repeat(64)}`, 'md5:00', 7, null];
  index(...bad.map((digest) => ({ digest, size: 1 })), named('one'));
  expect(await root()).toBe('one');
});

test('links lead nowhere outside, but may stay inside; only regular files are read', async () => {
  index({ digest: digestOf('outside'), size: 7 });
  const outside = mkdtempSync(join(tmpdir(), 'layout-test-'));
  writeFileSync(join(outside, 'secret'), 'outside');
  symlinkSync(join(outside, 'secret'), at('outside'));
  await expect(root()).rejects.toMatchObject({ code: 'image/unsafe-path' });
  rmSync(outside, { recursive: true });
  index({ digest: digestOf('inside'), size: 6 });
  writeFileSync(join(directory, 'elsewhere'), 'inside');
  symlinkSync('../../elsewhere', at('inside'));
  expect(await root()).toBe('inside');
  index({ digest: digestOf('dir'), size: 6 });
  mkdirSync(at('dir'));
  await expect(root()).rejects.toMatchObject({ code: 'image/unreadable' });
});

test('a missing or too large document, an unreadable blob', async () => {
  index({ digest: digestOf('missing'), size: 1 });
  await expect(root()).rejects.toMatchObject({ code: 'image/blob-missing' });
  index(named(' '.repeat(5 << 20)));
  await expect(root()).rejects.toMatchObject({ code: 'image/too-large' });
  if (process.getuid?.() === 0) return;
  index(named('closed'));
  chmodSync(at('closed'), 0);
  await expect(root()).rejects.toMatchObject({ code: 'image/unreadable' });
});

test('a blob streams in chunks of their own, and stops when told', async () => {
  const text = 'x'.repeat(2_500_000);
  const digest = blob(text);
  const sizes: number[] = [];
  for await (const chunk of source().blob(digest, text.length, SIGNAL)) {
    sizes.push(chunk.length);
    structuredClone(chunk, { transfer: [chunk.buffer as ArrayBuffer] });
  }
  expect(sizes).toEqual([1 << 20, 1 << 20, 2_500_000 - (2 << 20)]);
  const control = new AbortController();
  const rest = (async () => {
    for await (const _ of source().blob(digest, text.length, control.signal)) control.abort();
  })();
  await expect(rest).rejects.toThrow('aborted');
  for await (const _ of source().blob(digest, text.length, SIGNAL)) break;
});
