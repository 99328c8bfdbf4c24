import { describe, expect, it } from 'vitest';
import { type TestEntry, zip } from './testdata/zips.ts';
import { parseZip } from './zip.ts';
import { zipReaderOf } from './zip-entry.ts';

const entries: readonly TestEntry[] = [
  { name: 'a.txt', bytes: 'stored', stored: true },
  { name: 'dir/ä.txt', bytes: 'deflated '.repeat(100) },
  { name: 'described', bytes: 'sizes follow the data', flags: 8 },
];

/** Name → content or problem. */
function contentsOf(bytes: Uint8Array, maxBytes = 10_000): Record<string, string> | undefined {
  const archive = parseZip(bytes);
  if (archive === undefined) return undefined;
  const reader = zipReaderOf(archive);
  return Object.fromEntries(
    archive.entries.map((entry) => {
      const content = reader.read(entry, maxBytes);
      return [entry.name, 'bytes' in content ? Buffer.from(content.bytes).toString() : content.problem];
    }),
  );
}

const whole = { 'a.txt': 'stored', 'dir/ä.txt': 'deflated '.repeat(100), described: 'sizes follow the data' };

describe('parseZip', () => {
  it.each([
    ['plain', {}],
    ['zip64', { zip64: true }],
    ['with a comment', { comment: 'PK\x05 is no signature' }],
    ['after a launch script', { prefix: Buffer.from('#!/bin/sh\nexec java -jar "$0"\n') }],
    ['zip64 after a launch script', { prefix: Buffer.from('#!/bin/sh\n'), zip64: true }],
  ])('reads all entries, %s', (_, options) => {
    const bytes = zip(entries, options);
    expect(contentsOf(bytes)).toEqual(whole);
    expect(parseZip(bytes)!.ambiguities).toEqual([]);
  });

  it('reads what something was appended to', () => {
    expect(contentsOf(Buffer.concat([zip(entries), Buffer.alloc(100)]))).toEqual(whole);
  });

  it('is nothing without a directory', () => {
    for (const bytes of [
      new Uint8Array(0),
      Buffer.from('PK\x03\x04'),
      new Uint8Array(5000),
      zip(entries).subarray(0, -30),
    ]) {
      expect(parseZip(bytes)).toBeUndefined();
    }
    expect(parseZip(zip([]))?.entries).toEqual([]);
  });

  it('reports what lets two programs read two archives', () => {
    expect(parseZip(zip(entries, { claimedEntries: 2 }))!.ambiguities).toEqual(['entry-count']);
    expect(parseZip(zip(entries, { claimedEntries: 2 ** 32, zip64: true }))!.ambiguities).toEqual(['entry-count']);
    const other = zip([{ name: 'other', bytes: 'x' }]);
    const hidden = Buffer.concat([
      zip(entries, { comment: ' '.repeat(other.length) }).subarray(0, -other.length),
      other,
    ]);
    expect(parseZip(hidden)!.ambiguities).toContain('two-directories');
    expect(parseZip(zip(entries, { prefix: other }))!.ambiguities).toEqual(['unlisted-entry']);
    expect(parseZip(zip(entries, { comment: 'PK\x05\x06 is a signature' }))!.ambiguities).toEqual(['end-in-comment']);
    expect(parseZip(zip([{ name: 'a\0b', bytes: 'x' }]))!.ambiguities).toEqual(['nul-in-name']);
    expect(parseZip(zip([{ name: 'a', bytes: 'x', localName: 'b' }]))!.ambiguities).toEqual(['local-name']);
  });
});

describe('zipReaderOf', () => {
  const [first, second] = entries as [TestEntry, TestEntry];

  it.each<[string, readonly TestEntry[], Record<string, string>]>([
    ['encrypted', [{ ...first, flags: 1 }], { 'a.txt': 'encrypted' }],
    ['a name twice', [first, { ...first, bytes: 'other' }], { 'a.txt': 'ambiguous-name' }],
    ['another name in the local header', [{ ...first, localName: 'b.txt' }], { 'a.txt': 'ambiguous-header' }],
    ['more than it claims', [{ ...second, claimedBytes: 10 }], { 'dir/ä.txt': 'damaged' }],
    ['other than its checksum', [{ ...second, claimedCrc32: 7 }], { 'dir/ä.txt': 'damaged' }],
    ['less than it claims', [{ ...second, claimedBytes: 1000 }], { 'dir/ä.txt': 'damaged' }],
    ['more than is wanted', [{ ...second, bytes: ' '.repeat(10_001) }], { 'dir/ä.txt': 'too-large' }],
    [
      'one stream for two entries',
      [
        { ...first, localName: 'b.txt' },
        { ...first, name: 'b.txt', pointsTo: 0 },
      ],
      { 'a.txt': 'ambiguous-header', 'b.txt': 'overlapping' },
    ],
  ])('refuses an entry that is %s', (_, bad, expected) => {
    expect(contentsOf(zip(bad))).toEqual(expected);
  });

  it('refuses an entry that swallows the next one', () => {
    const inner = zip([{ name: 'inner', bytes: 'x'.repeat(50), stored: true }]);
    const bytes = zip([{ name: 'outer', bytes: inner, stored: true }, first]);
    const at = Buffer.from(bytes).lastIndexOf('PK\x01\x02a'.slice(0, 4)) + 42;
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(at, 35, true);
    expect(contentsOf(bytes)).toMatchObject({ outer: 'overlapping' });
  });
});
