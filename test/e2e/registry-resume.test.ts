import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openImageSource } from '../../src/io/open-source.ts';
import type { Digest } from '../../src/model/digest.ts';
import { digestOf, type HostileRegistry, type Reply, startHostile } from '../kit/hostile-registry.ts';
import { openOptions, SIGNAL } from '../kit/registry-reading.ts';
import { cutAfter, parts, status } from '../kit/registry-replies.ts';

const BLOB = randomBytes(3_000_000);
const DIGEST = digestOf(BLOB) as Digest;
const PATH = `/v2/app/blobs/${DIGEST}`;

let registry: HostileRegistry;
beforeAll(async () => {
  registry = await startHostile();
});
beforeEach(() => registry.reset());
afterAll(() => registry.close());

/** What came, as a digest, or the code of the error; and the `Range` of each request. */
async function fetched(size = BLOB.length): Promise<string> {
  const source = await openImageSource(`${registry.host}/app:1`, openOptions({}));
  const hash = createHash('sha256');
  try {
    for await (const chunk of source.blob(DIGEST, size, SIGNAL)) hash.update(chunk);
  } catch (cause) {
    return (cause as { code: string }).code;
  } finally {
    await source.close();
  }
  return `sha256:${hash.digest('hex')}` === DIGEST ? 'whole' : 'other bytes';
}
const ranges = () => registry.requests.map(({ headers }) => headers.range ?? '-');

/** Claims to be the part from `first`, and sends what it likes. */
const liar = (range: string, bytes: Uint8Array): Reply => status(206, { 'content-range': range }, bytes);
const first = 1_500_000;
const last = BLOB.length - 1;
const rest = BLOB.subarray(first);
const cut = cutAfter(BLOB, first);

describe('a blob that breaks off in the middle', () => {
  test.each<[string, readonly Reply[], string, string]>([
    ['goes on where it broke', [cut, parts(BLOB)], 'whole', '- 1500000'],
    [
      'several times, as long as each brings something',
      [parts(BLOB, 900_000), parts(BLOB, 900_000), parts(BLOB, 900_000), parts(BLOB)],
      'whole',
      '- 900000 1800000 2700000',
    ],
    ['Range is ignored: what was handed on is passed over', [cut, status(200, {}, BLOB)], 'whole', '- 1500000'],
    ['the part has no length and no total', [cut, liar(`bytes ${first}-${last}/*`, rest)], 'whole', '- 1500000'],
    [
      'a shorter part than asked for is followed by the next',
      [cut, liar(`bytes ${first}-${first + 9}/${BLOB.length}`, rest.subarray(0, 10)), parts(BLOB)],
      'whole',
      '- 1500000 1500010',
    ],
    [
      'another part is not taken: the whole is asked for',
      [cut, liar(`bytes 0-9/${BLOB.length}`, rest.subarray(0, 10)), status(200, {}, BLOB)],
      'whole',
      '- 1500000 -',
    ],
    [
      'a part of something longer is not taken',
      [cut, liar(`bytes ${first}-${last}/${BLOB.length + 1}`, rest), status(200, {}, BLOB)],
      'whole',
      '- 1500000 -',
    ],
    [
      'a part without Content-Range is not taken',
      [cut, status(206, {}, rest), status(200, {}, BLOB)],
      'whole',
      '- 1500000 -',
    ],
    ['416 is no end', [cut, status(416), status(200, {}, BLOB)], 'whole', '- 1500000 -'],
    ['416 without having been asked for a part is', [cut, status(416)], 'registry/bad-answer', '- 1500000 -'],
    [
      'other bytes in the second part change the digest',
      [cut, liar(`bytes ${first}-${last}/${BLOB.length}`, Buffer.alloc(rest.length))],
      'other bytes',
      '- 1500000',
    ],
    ['no progress is not tried for ever', [cut, parts(BLOB, 0)], 'registry/interrupted', '- 1500000 1500000 1500000'],
    ['little progress is not tried for ever either', [parts(BLOB, 10)], 'registry/interrupted', '- 10 20 30 40 50'],
  ])('%s', async (_, replies, outcome, asked) => {
    replies.forEach((reply, at) => {
      registry.play({ on: /blobs/, reply, ...(at < replies.length - 1 && { times: 1 }) });
    });
    expect(await fetched()).toBe(outcome);
    expect(
      ranges()
        .map((range) => range.replace(/^bytes=(\d+)-$/, '$1'))
        .join(' '),
    ).toBe(asked);
  });
});

test.each<[string, Reply, number, string]>([
  ['shorter than its descriptor says', status(200, {}, BLOB.subarray(0, 10)), BLOB.length, 'registry/wrong-size'],
  ['longer than its descriptor says', status(200, {}, BLOB), 1_000_000, 'registry/wrong-size'],
  ['empty, and so it should be', status(200), 0, 'other bytes'],
  [
    'under an encoding',
    status(200, { 'content-encoding': 'gzip' }, BLOB.subarray(0, 10)),
    BLOB.length,
    'registry/bad-answer',
  ],
  ['its own bytes with a wrong label', status(200, { 'content-encoding': 'gzip' }, BLOB), BLOB.length, 'whole'],
])('a blob that is %s', async (_, reply, size, outcome) => {
  registry.play({ on: /blobs/, reply });
  expect(await fetched(size)).toBe(outcome);
});

test('connections are used again', async () => {
  registry.put(PATH, BLOB);
  const before = registry.connections;
  const source = await openImageSource(`${registry.host}/app:1`, openOptions({}));
  for (let count = 0; count < 10; count++) for await (const _ of source.blob(DIGEST, BLOB.length, SIGNAL));
  await source.close();
  // The first is TLS to a port that does not speak it.
  expect(registry.connections - before).toBeLessThanOrEqual(2);
});
