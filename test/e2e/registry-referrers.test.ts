import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { registrySource } from '../../src/io/registry/registry-source.ts';
import type { Digest } from '../../src/model/digest.ts';
import { parseReference } from '../../src/model/reference.ts';
import { digestOf, type HostileRegistry, INDEX, MANIFEST, startHostile } from '../kit/hostile-registry.ts';
import { directory, openOptions, programWorks, SIGNAL } from '../kit/registry-reading.ts';
import { freePort, whenAnswers } from '../kit/registry-real.ts';
import { redirect, status } from '../kit/registry-replies.ts';

const IMAGE = digestOf(Buffer.from('image')) as Digest;
const TAG = IMAGE.replace(':', '-');
const LIST = `/v2/app/referrers/${IMAGE}`;

let registry: HostileRegistry;
let stranger: HostileRegistry;
beforeAll(async () => {
  registry = await startHostile();
  stranger = await startHostile({ address: '127.0.0.2' });
});
beforeEach(() => {
  registry.reset();
  stranger.reset();
});
afterAll(async () => {
  await registry.close();
  await stranger.close();
});

const named = (name: string, more: object = {}) => ({
  mediaType: MANIFEST,
  digest: digestOf(Buffer.from(name)),
  size: name.length,
  ...more,
});
const indexOf = (...entries: unknown[]) => JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: entries });
const listed = (...entries: unknown[]) => registry.put(LIST, indexOf(...entries), { 'content-type': INDEX });

async function referrers(host = registry.host) {
  const source = registrySource(parseReference(`${host}/app:1`)!, 'app', openOptions({}));
  try {
    return await source.referrers(IMAGE, SIGNAL);
  } finally {
    await source.close();
  }
}
const refusal = async () => {
  const { code, message, help } = (await referrers().catch((cause) => cause)) as Record<string, string>;
  return { code, text: `${message} ${help}` };
};

test('the referrers API tells what there is, bad entries left out, each digest once', async () => {
  const signature = named('s', { artifactType: 'application/x', annotations: { a: 'b', c: 1 } });
  listed(signature, named('t'), signature, named('u', { digest: 'sha256:../x' }), named('v', { size: -1 }), 7);
  expect(await referrers()).toEqual([
    {
      mediaType: MANIFEST,
      digest: signature.digest,
      sizeBytes: 1,
      annotations: { a: 'b' },
      urls: [],
      artifactType: 'application/x',
      listedBy: 'referrers-api',
    },
    {
      mediaType: MANIFEST,
      digest: named('t').digest,
      sizeBytes: 1,
      annotations: {},
      urls: [],
      listedBy: 'referrers-api',
    },
  ]);
  listed();
  expect(await referrers()).toEqual([]);
});

test('pages are followed, wherever the path leads on the same host', async () => {
  const headers = { 'content-type': INDEX };
  const page = (at: number) => indexOf(named(`p${at}`));
  registry.play(
    { on: /page=3/, reply: status(200, headers, page(3)) },
    {
      on: /page=2/,
      reply: status(200, { ...headers, link: `<${registry.origin}/elsewhere?page=3>; rel="next"` }, page(2)),
    },
    { on: /referrers/, reply: status(200, { ...headers, link: '<?page=2>; rel="next"' }, page(1)) },
  );
  expect((await referrers()).map(({ digest }) => digest)).toEqual([1, 2, 3].map((at) => named(`p${at}`).digest));
});

test.each([
  ['404', status(404)],
  ['a page for people', status(200, { 'content-type': 'text/html' }, '<html>')],
])("without the API (%s), the fallback tag and cosign's tags", async (_, reply) => {
  registry.play({ on: /referrers/, reply });
  expect(await referrers()).toEqual([]);
  registry.put(`/v2/app/manifests/${TAG}`, indexOf(named('fallback')), { 'content-type': INDEX });
  for (const suffix of ['sig', 'att', 'sbom'])
    registry.put(`/v2/app/manifests/${TAG}.${suffix}`, `{"${suffix}":1}`, { 'content-type': MANIFEST });
  expect((await referrers()).map(({ digest, listedBy }) => [listedBy, digest])).toEqual([
    ['fallback-tag', named('fallback').digest],
    ['cosign-signature', digestOf(Buffer.from('{"sig":1}'))],
    ['cosign-attestation', digestOf(Buffer.from('{"att":1}'))],
    ['cosign-sbom', digestOf(Buffer.from('{"sbom":1}'))],
  ]);
});

const page = (link: string) => status(200, { 'content-type': INDEX, link: `<${link}>; rel="next"` }, indexOf());
let pages = 0;
test.each<[string, () => Parameters<HostileRegistry['play']>[0]['reply'], string, RegExp, number]>([
  [
    '10,000 of them',
    () => status(200, { 'content-type': INDEX }, indexOf(...Array.from({ length: 10_000 }, (_, at) => named(`${at}`)))),
    'registry/endless-list',
    /more than 1000/,
    1,
  ],
  ['a page that leads to itself', () => page(LIST), 'registry/endless-list', /in circles/, 1],
  [
    'two pages that lead to each other',
    () => (response, request) =>
      page(request.path.includes('b') && request.path.endsWith('?b') ? LIST : `${LIST}?b`)(response, request),
    'registry/endless-list',
    /in circles/,
    2,
  ],
  [
    'always another page',
    () => (response, request) => page(`${LIST}?${pages++}`)(response, request),
    'registry/endless-list',
    /more than 20 pages/,
    20,
  ],
  [
    'a page at another host',
    () => page(`${stranger.origin}${LIST}`),
    'registry/bad-answer',
    /127\.0\.0\.2:\d+, another place/,
    1,
  ],
  ['a page at another protocol', () => page('unix:/var/run/docker.sock'), 'registry/bad-answer', /another place/, 1],
  [
    'a page with a user',
    () => page(registry.origin.replace('//', '//ann:hunter2@') + LIST),
    'registry/bad-answer',
    /another place/,
    1,
  ],
  [
    'a page that is missing',
    () => (response, request) => (request.path.endsWith('?2') ? status(404) : page('?2'))(response, request),
    'registry/bad-answer',
    /does not exist/,
    2,
  ],
  [
    'a list that somebody filtered',
    () => status(200, { 'content-type': INDEX, 'oci-filters-applied': 'artifactType' }, indexOf()),
    'registry/bad-answer',
    /filtered/,
    1,
  ],
  ['no list', () => status(200, { 'content-type': INDEX }, '{"manifests":{}}'), 'registry/bad-answer', /is none/, 1],
  [
    'a list of 5 MiB',
    () => status(200, { 'content-type': INDEX }, ' '.repeat(5 << 20)),
    'registry/bad-answer',
    /too long/,
    1,
  ],
])('%s', async (_, reply, code, text, requests) => {
  registry.play({ on: /referrers/, reply: (response, request) => reply()(response, request) });
  const told = await refusal();
  expect(told).toEqual({ code, text: expect.stringMatching(text) });
  expect(told.text).not.toContain('hunter2');
  expect(registry.requests.filter(({ path }) => path.startsWith(LIST)).length).toBe(requests);
  expect(stranger.requests).toEqual([]);
});

test('exactly 1,000 are taken', async () => {
  listed(...Array.from({ length: 1000 }, (_, at) => named(`${at}`)));
  expect((await referrers()).length).toBe(1000);
});

test('a redirected list is read, and its next page is of that other place: refused', async () => {
  registry.play({ on: /referrers/, reply: redirect(`${stranger.origin}/list`) });
  stranger.put('/list', indexOf(named('x')), { 'content-type': INDEX });
  expect((await referrers()).length).toBe(1);
  stranger.play({ on: /list/, reply: page('/more') });
  expect((await refusal()).code).toBe('registry/bad-answer');
});

const real = programWorks('docker-registry', ['--version']) && programWorks('skopeo', ['--version']);
test.skipIf(!real)(
  `Debian's docker-registry${real ? '' : ' (skipped: needs docker-registry and skopeo)'}`,
  async () => {
    const port = await freePort();
    const config = join(directory, 'registry.yml');
    const store = `storage: {filesystem: {rootdirectory: ${directory}/store}}`;
    writeFileSync(config, `version: 0.1\nlog: {level: error}\n${store}\nhttp: {addr: "127.0.0.1:${port}"}\n`);
    const server = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
    try {
      await whenAnswers(port);
      const host = `127.0.0.1:${port}`;
      expect(await referrers(host)).toEqual([]);
      const put = (kind: string, name: string, file: string, type: string) =>
        execFileSync('curl', ['-fsS', '-X', kind, '--data-binary', `@${file}`, '-H', `content-type: ${type}`, name]);
      const blob = join(directory, 'blob');
      writeFileSync(blob, '{}');
      const start = await fetch(`http://${host}/v2/app/blobs/uploads/`, { method: 'POST' });
      const to = `${start.headers.get('location')}&digest=${digestOf(Buffer.from('{}'))}`;
      put('PUT', to, blob, 'application/octet-stream');
      const config = {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: digestOf(Buffer.from('{}')),
        size: 2,
      };
      const manifest = JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers: [] });
      const file = join(directory, 'manifest');
      writeFileSync(file, manifest);
      put('PUT', `http://${host}/v2/app/manifests/${TAG}.sig`, file, MANIFEST);
      const entry = { mediaType: MANIFEST, digest: digestOf(Buffer.from(manifest)), size: manifest.length };
      expect((await referrers(host)).map(({ listedBy }) => listedBy)).toEqual(['cosign-signature']);
      writeFileSync(file, indexOf(entry));
      put('PUT', `http://${host}/v2/app/manifests/${TAG}`, file, INDEX);
      expect((await referrers(host)).map(({ listedBy }) => listedBy)).toEqual(['fallback-tag']);
    } finally {
      server.kill();
    }
  },
);
