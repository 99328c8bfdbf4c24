import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { registrySource } from '../../src/io/registry/registry-source.ts';
import { parseReference } from '../../src/model/reference.ts';
import { resolve } from '../../src/scan/resolve.ts';
import {
  descriptorOf,
  digestOf,
  type HostileRegistry,
  INDEX,
  imageOf,
  MANIFEST,
  startHostile,
} from '../kit/hostile-registry.ts';
import { openOptions, SIGNAL } from '../kit/registry-reading.ts';

/*
 * What is judged are the bytes whose digest was checked, and the report names that digest, whatever else a registry says: in heads, at a
 * second time, under another name.
 */
const LAYER = randomBytes(1000);
const { manifest, blobs } = imageOf([LAYER]);
const DIGEST = digestOf(manifest);
const CONFIG = blobs[0]!;
const PLATFORM = { os: 'linux', architecture: 'amd64' };

let registry: HostileRegistry;
beforeAll(async () => {
  registry = await startHostile();
});
beforeEach(() => {
  registry.reset();
  registry.image('app', 'good', [LAYER]);
});
afterAll(() => registry.close());

const put = (document: unknown, mediaType = MANIFEST, headers = {}) => {
  const bytes = Buffer.isBuffer(document) ? document : Buffer.from(JSON.stringify(document));
  for (const name of ['1', digestOf(bytes)])
    registry.put(`/v2/app/manifests/${name}`, bytes, { 'content-type': mediaType, ...headers });
  return digestOf(bytes);
};
const image = (more: object = {}) => ({ ...(JSON.parse(manifest.toString()) as Record<string, unknown>), ...more });
const config = descriptorOf(CONFIG, 'application/vnd.oci.image.config.v1+json');
const layer = descriptorOf(LAYER, 'application/vnd.oci.image.layer.v1.tar');
const entry = { ...descriptorOf(manifest, MANIFEST), platform: PLATFORM };
const index = (more: object = {}) => ({ schemaVersion: 2, mediaType: INDEX, manifests: [entry], ...more });

/** The digest that the report would name, after every layer was read; or the code of the error. */
async function judged(name = 'app:1'): Promise<string> {
  const source = registrySource(parseReference(`${registry.host}/${name}`)!, name, openOptions({}));
  try {
    const [subject] = await resolve(source, { own: PLATFORM }, SIGNAL);
    if (subject === undefined || 'unread' in subject || subject.source.kind !== 'image') return 'nothing';
    for (const { open } of subject.layers) for await (const _ of open(SIGNAL));
    return subject.source.manifest ?? 'nothing';
  } catch (cause) {
    return (cause as { code: string }).code;
  } finally {
    await source.close();
  }
}

const TYPES = [MANIFEST, INDEX, 'application/json', 'text/html', ''];
const twin = (key: string, more: object = {}) => image({ [key]: [layer], ...more });
test.each<[string, unknown, string]>([
  ['an image', image(), digestOf(Buffer.from(JSON.stringify(image())))],
  ['an index', index(), DIGEST],
  ['both, as an index', index({ layers: [layer], config }), 'image/ambiguous-manifest'],
  ['both, as an image', image({ manifests: [entry] }), 'image/ambiguous-manifest'],
  [
    'both, without a type',
    { schemaVersion: 2, manifests: [entry], layers: [layer], config },
    'image/ambiguous-manifest',
  ],
  ['an index that is none beside an image', image({ manifests: {} }), 'image/ambiguous-manifest'],
  ['an image with an empty index', image({ manifests: [] }), 'image/ambiguous-manifest'],
  ['an image that calls itself an index', image({ mediaType: INDEX }), 'image/ambiguous-manifest'],
  ['an index that calls itself an image', index({ mediaType: MANIFEST }), 'image/ambiguous-manifest'],
  ['an image with two lists of layers, for Go', twin('Layers'), 'image/ambiguous-manifest'],
  ['the same, further from ASCII', twin('layer\u017f'), 'image/ambiguous-manifest'],
  ['an image with two configurations, for Go', image({ CONFIG: config }), 'image/ambiguous-manifest'],
  ['a layer with two digests, for Go', image({ layers: [{ ...layer, Digest: DIGEST }] }), 'image/ambiguous-manifest'],
  ['neither', { schemaVersion: 2 }, 'image/not-an-image'],
  ['no object', [], 'image/not-an-image'],
  ['no JSON', Buffer.from('<html>'), 'image/not-an-image'],
  ['a layer with a path as digest', image({ layers: [{ ...layer, digest: 'sha256:../x' }] }), 'image/corrupt-manifest'],
  [
    'a layer with a digest in upper case',
    image({ layers: [{ ...layer, digest: layer.digest.toUpperCase() }] }),
    'image/corrupt-manifest',
  ],
  [
    'an index with a path as digest',
    index({ manifests: [{ ...entry, digest: 'sha256:../../x/manifests/1' }] }),
    'image/corrupt-manifest',
  ],
  ['a configuration said to be larger', image({ config: { ...config, size: config.size + 1 } }), 'registry/wrong-size'],
  [
    'a configuration said to be smaller',
    image({ config: { ...config, size: config.size - 1 } }),
    'registry/wrong-size',
  ],
  ['a layer said to be larger', image({ layers: [{ ...layer, size: 1001 }] }), 'registry/wrong-size'],
  ['a layer said to be smaller', image({ layers: [{ ...layer, size: 999 }] }), 'registry/wrong-size'],
  ['a layer of less than nothing', image({ layers: [{ ...layer, size: -1 }] }), 'image/corrupt-manifest'],
  [
    'an index whose image is said to be larger',
    index({ manifests: [{ ...entry, size: entry.size + 1 }] }),
    'registry/wrong-size',
  ],
])('%s is the same under every Content-Type', async (_, document, expected) => {
  for (const type of TYPES) {
    put(document, type);
    expect([type, await judged()]).toEqual([type, expected]);
  }
});

test('a Docker-Content-Digest that lies is told of; one that is none counts for nothing', async () => {
  put(manifest, MANIFEST, { 'docker-content-digest': digestOf(LAYER) });
  expect(await judged()).toBe('registry/bad-answer');
  for (const digest of [DIGEST, 'sha256:../x', DIGEST.toUpperCase(), '', 'md5:00']) {
    put(manifest, MANIFEST, { 'docker-content-digest': digest });
    expect(await judged()).toBe(DIGEST);
  }
});

test('a digest that is asked for counts, whatever comes', async () => {
  expect(await judged(`app@${DIGEST}`)).toBe(DIGEST);
  expect(await judged(`app:nothing@${DIGEST}`)).toBe(DIGEST);
  registry.put(`/v2/app/manifests/${DIGEST}`, JSON.stringify(image({ annotations: {} })));
  expect(await judged(`app@${DIGEST}`)).toBe('image/digest-mismatch');
});

test('a tag that moves between two requests is one image all the same: the first', async () => {
  const other = imageOf([randomBytes(10)]);
  const answers = [manifest, other.manifest];
  registry.play({
    on: /manifests\/1/,
    reply: (response) => void response.writeHead(200, { 'content-type': MANIFEST }).end(answers.shift() ?? ''),
  });
  expect(await judged()).toBe(DIGEST);
  expect(registry.requests.filter(({ path }) => path.includes('manifests')).length).toBe(1);
});

test('an image of an index that is another at the second time is refused', async () => {
  put(index());
  expect(await judged()).toBe(DIGEST);
  const changed = manifest.toString().replace('tar"', 'taR"');
  registry.put(`/v2/app/manifests/${DIGEST}`, changed);
  expect(await judged()).toBe('image/digest-mismatch');
});

test('a configuration with other bytes is refused', async () => {
  put(manifest);
  registry.put(`/v2/app/blobs/${config.digest}`, Buffer.from(CONFIG.toString().replace('linux', 'lunix')));
  expect(await judged()).toBe('image/digest-mismatch');
});
