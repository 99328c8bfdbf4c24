import { describe, expect, test } from 'vitest';
import { type BboltBucket, openBbolt } from './bbolt.ts';
import { type BboltContent, type BboltOptions, bboltFile, newerMetaAt } from './testdata/bbolt-file.ts';

const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();
const keysOf = (bucket: BboltBucket | undefined) => [...(bucket?.buckets() ?? [])].map(([key]) => key);

const many = Object.fromEntries(
  Array.from({ length: 300 }, (_, at) => [`image-${String(at).padStart(3, '0')}`, { target: { digest: `d${at}` } }]),
);
const content: BboltContent = {
  v1: { default: { images: many, 'a value': 'x' }, empty: {}, long: { text: 'y'.repeat(20_000) } },
};

describe.each<[string, BboltOptions]>([
  ['usual pages', {}],
  ['a deep tree of small pages', { pageSize: 1024, perPage: 3 }],
  ['large pages', { pageSize: 16_384 }],
  ['numbers with the big end first', { littleEndian: false }],
  ['the newer meta page first', { transaction: 8 }],
])('%s', (_what, options) => {
  const database = openBbolt(bboltFile(content, options));
  const v1 = database?.root.bucket('v1');

  test('buckets are walked in order, values found', () => {
    expect(database?.transaction).toBe(options.transaction ?? 7);
    expect(keysOf(v1)).toEqual(['default', 'empty', 'long']);
    expect(keysOf(v1?.bucket('default')?.bucket('images'))).toEqual(Object.keys(many));
    for (const [at, key] of Object.keys(many).entries()) {
      const target = v1?.bucket('default')?.bucket('images')?.bucket(key)?.bucket('target');
      expect(text(target?.value('digest'))).toBe(`d${at}`);
    }
    expect(text(v1?.bucket('default')?.value('a value'))).toBe('x');
    expect(v1?.bucket('long')?.value('text')?.length).toBe(20_000);
  });

  test('what is not there is absent', () => {
    for (const key of ['', 'a', 'image-0', 'image-300', 'zzz']) {
      expect(v1?.bucket('default')?.bucket('images')?.bucket(key)).toBeUndefined();
    }
    expect(v1?.value('default')).toBeUndefined();
    expect(v1?.bucket('default')?.bucket('a value')).toBeUndefined();
    expect(keysOf(v1?.bucket('empty'))).toEqual([]);
    expect(v1?.bucket('empty')?.value('x')).toBeUndefined();
  });
});

test.each([{}, { transaction: 8 }, { pageSize: 1024, transaction: 8 }])(
  'of two meta pages a broken one does not count: %j',
  (options) => {
    const file = bboltFile(content, options);
    file[newerMetaAt(options) + 16 + 48]! ^= 1;
    const database = openBbolt(file);
    expect(database?.transaction).toBe((options.transaction ?? 7) - 1);
    expect(keysOf(database?.root.bucket('v1'))).toEqual(['default', 'empty', 'long']);
  },
);

test.each([
  ['nothing', Buffer.alloc(0)],
  ['zeros', Buffer.alloc(20_000)],
  ['text', Buffer.from('not a database '.repeat(2000))],
  ['half of a meta page', bboltFile(content).subarray(0, 50)],
])('%s is no database', (_what, file) => {
  expect(openBbolt(file)).toBeUndefined();
});

/** Looks at everything, at most so many buckets. */
function explore(file: Uint8Array): number {
  const root = openBbolt(file)?.root;
  const todo = root === undefined ? [] : [root];
  let count = 0;
  for (let bucket = todo.pop(); bucket !== undefined && count < 5000; bucket = todo.pop()) {
    count++;
    bucket.value('digest');
    bucket.bucket('v1')?.bucket('default');
    for (const [, child] of bucket.buckets()) todo.push(child);
  }
  return count;
}

test('pages in a circle end', () => {
  const file = bboltFile({ a: { b: { c: 'x' }, d: { e: {} } } }, { pageSize: 1024 });
  const whole = explore(file);
  expect(whole).toBeGreaterThan(3);
  // The value of a bucket is the number of its root: let all lead to the page of the root, which leads to itself.
  for (let page = 2; page * 1024 < file.length; page++) {
    const circle = Buffer.from(file);
    for (let at = page * 1024; at + 8 <= Math.min((page + 1) * 1024, file.length); at += 4) {
      if (circle.readBigUInt64LE(at) > 2n && circle.readBigUInt64LE(at) < 8n) circle.writeBigUInt64LE(BigInt(page), at);
    }
    expect(explore(circle)).toBeLessThanOrEqual(5000);
  }
});

test('whatever is changed, cut or filled: no error, and an end', () => {
  const file = bboltFile(
    { v1: { default: { images: { 'nginx:1': { target: { digest: 'x' } } } } } },
    { pageSize: 1024 },
  );
  for (let at = 0; at < file.length; at++) {
    for (const value of [0, 1, 0x7f, 0xff]) {
      const changed = Buffer.from(file);
      changed[at] = value;
      explore(changed);
    }
    if (at % 16 === 0) explore(file.subarray(0, at));
    if (at % 16 === 0) explore(Buffer.from(file).fill(0xff, at, at + 8));
  }
  expect(explore(file)).toBeGreaterThan(4);
});
