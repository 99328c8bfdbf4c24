import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { Damaged, RowFile } from './row-file.ts';
import { RowFileWriter } from './row-file-writer.ts';
import { decodeKey, encodeKey } from './row-key.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-rows-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let files = 0;

function write(rows: readonly (readonly [string, string])[]): string {
  const path = join(directory, `${files++}.rows`);
  const writer = new RowFileWriter(path);
  for (const [key, value] of rows) writer.add(encodeKey(key), value);
  writer.finish('{"about":1}');
  writer.close();
  return path;
}

const keys = fc.array(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 6 }));

it('orders and gives back any key as JavaScript does, lone surrogates too', () => {
  fc.assert(
    fc.property(keys, (texts) => {
      expect(texts.map((text) => decodeKey(encodeKey(text)))).toEqual(texts);
      const sorted = [...new Set(texts)].sort();
      expect(sorted.map(encodeKey).sort(Buffer.compare).map(decodeKey)).toEqual(sorted);
    }),
  );
  expect(decodeKey(encodeKey('a\u{1f600}\ud800'))).toBe('a\u{1f600}\ud800');
});

it('finds what a map finds, however many levels there are', () => {
  for (const count of [0, 1, 2, 100, 30_000]) {
    const rows = Array.from({ length: count }, (_, i) => [`key ${String(i).padStart(6, '0')}`, `value ${i}`] as const);
    const file = new RowFile(write(rows));
    expect([file.rows, file.about()]).toEqual([count, '{"about":1}']);
    for (let i = 0; i < count; i += 7) expect(file.get(encodeKey(rows[i]![0]))).toBe(rows[i]![1]);
    for (const absent of ['', 'a', 'key 0000005', 'key 9', 'z']) expect(file.get(encodeKey(absent))).toBeUndefined();
    expect([...file.keys(Buffer.alloc(0))].map(decodeKey)).toEqual(rows.map(([key]) => key));
    const from = `key ${String(Math.floor(count / 2)).padStart(6, '0')}x`;
    const after = rows.map(([key]) => key).filter((key) => key >= from);
    expect([...file.keys(encodeKey(from))].map(decodeKey)).toEqual(after);
    expect([...file.verify()].at(-1)).toBe(count);
    file.close();
  }
});

it('a row of any size is given back, and rows out of order are refused', () => {
  const long = 'x'.repeat(300_000);
  const file = new RowFile(
    write([
      ['a', long],
      ['b', ''],
      ['c', 'é\u{1f600}'],
    ]),
  );
  expect(['a', 'b', 'c'].map((key) => file.get(Buffer.from(key)))).toEqual([long, '', 'é\u{1f600}']);
  file.close();
  expect(() =>
    write([
      ['b', ''],
      ['a', ''],
    ]),
  ).toThrow('out of order');
  expect(() =>
    write([
      ['b', ''],
      ['b', ''],
    ]),
  ).toThrow('out of order');
});

it('whatever byte is changed, no look-up answers wrongly', () => {
  const rows = Array.from({ length: 600 }, (_, i) => [`k${String(i).padStart(4, '0')}`, `v${i}`.repeat(5)] as const);
  const whole = readFileSync(write(rows));
  const damagedPath = join(directory, 'damaged.rows');
  let refused = 0;
  let wrong = 0;
  for (let at = 0; at < whole.length; at += 31) {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 1 << (at % 8);
    writeFileSync(damagedPath, bytes);
    try {
      const file = new RowFile(damagedPath);
      try {
        for (const [key, value] of [...rows, ['absent', undefined] as const]) {
          try {
            if (file.get(Buffer.from(key)) !== value) wrong++;
          } catch (cause) {
            if (!(cause instanceof Damaged)) throw cause;
          }
        }
        file.about();
        for (const _ of file.verify());
      } finally {
        file.close();
      }
    } catch (cause) {
      if (!(cause instanceof Damaged)) throw cause;
      refused++;
    }
  }
  expect(wrong).toBe(0);
  // The first eight bytes are for people and `file`; nothing depends on them.
  expect(refused).toBe(Math.ceil(whole.length / 31) - 1);
});

it('is refused when it is cut anywhere', () => {
  const whole = readFileSync(
    write([
      ['a', 'b'.repeat(5000)],
      ['c', 'd'],
    ]),
  );
  const cut = join(directory, 'cut.rows');
  for (let length = 0; length < whole.length; length += 41) {
    writeFileSync(cut, whole.subarray(0, length));
    expect(() => new RowFile(cut)).toThrow(Damaged);
  }
  writeFileSync(cut, Buffer.concat([whole, Buffer.alloc(10)]));
  expect(() => new RowFile(cut)).toThrow(Damaged);
});
