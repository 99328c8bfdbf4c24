import fc from 'fast-check';
import { type TestEntry, zip } from '../../src/formats/bytes/testdata/zips.ts';

const NAMES = ['a.txt', 'dir/b', '../up', '/root', 'back\\slash', 'nul\0name', 'a.txt', 'c.class'];

const entry: fc.Arbitrary<TestEntry> = fc
  .record({
    name: fc.constantFrom(...NAMES),
    bytes: fc.constantFrom('', 'x', 'deflated '.repeat(50), 'PK\x03\x04 inside'),
    stored: fc.boolean(),
    lie: fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      {
        weight: 2,
        arbitrary: fc.constantFrom<Partial<TestEntry>>(
          { flags: 1 },
          { flags: 8 },
          { localName: 'other' },
          { claimedBytes: 3 },
          { claimedBytes: 4000 },
          { claimedCrc32: 1 },
          { pointsTo: 0 },
        ),
      },
    ),
  })
  .map(({ lie, ...rest }) => ({ ...rest, ...lie }));

/** Zip files as a stranger may write them: entries that lie, two directories, ends in comments, bytes in front, behind and flipped. */
export const oddZips: fc.Arbitrary<Uint8Array> = fc
  .record({
    entries: fc.array(entry, { maxLength: 4 }),
    zip64: fc.boolean(),
    form: fc.constantFrom('plain', 'plain', 'plain', 'prefix', 'zip-prefix', 'suffix', 'comment', 'count', 'hidden'),
    flips: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: fc.array(fc.tuple(fc.nat(1 << 20), fc.nat(255)), { minLength: 1, maxLength: 2 }) },
    ),
  })
  .map(({ entries, zip64, form, flips }) => {
    const bytes = Buffer.from(formed(entries, zip64, form));
    for (const [at, value] of flips) bytes[at % bytes.length] = value;
    return bytes;
  });

function formed(entries: readonly TestEntry[], zip64: boolean, form: string): Uint8Array {
  const other = zip([{ name: 'hidden', bytes: 'hidden' }]);
  switch (form) {
    case 'prefix':
      return zip(entries, { zip64, prefix: Buffer.from('#!/bin/sh\n') });
    case 'zip-prefix':
      return zip(entries, { zip64, prefix: other });
    case 'suffix':
      return Buffer.concat([zip(entries, { zip64 }), Buffer.alloc(30, 0x20)]);
    case 'comment':
      return zip(entries, { zip64, comment: `PK\x05\x06${'\0'.repeat(18)}` });
    case 'count':
      return zip(entries, { zip64, claimedEntries: entries.length + 1 });
    case 'hidden':
      return Buffer.concat([zip(entries, { comment: ' '.repeat(other.length) }).subarray(0, -other.length), other]);
    default:
      return zip(entries, { zip64 });
  }
}
