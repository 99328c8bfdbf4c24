import { describe, expect, it } from 'vitest';
import { parseRpmHeader } from './header.ts';

type Value = readonly [tag: number, type: number, count: number, data: readonly number[]];
const text = (...words: readonly string[]) => [...new TextEncoder().encode(words.map((word) => `${word}\0`).join(''))];

/** A header of these values; `sizes` overwrite what it says of itself. */
function header(values: readonly Value[], sizes: { entries?: number; data?: number } = {}): Uint8Array {
  const data = values.flatMap(([, , , bytes]) => bytes);
  const blob = new Uint8Array(8 + 16 * values.length + data.length);
  const view = new DataView(blob.buffer);
  view.setUint32(0, sizes.entries ?? values.length);
  view.setUint32(4, sizes.data ?? data.length);
  let offset = 0;
  values.forEach(([tag, type, count, bytes], i) => {
    [tag, type, offset, count].forEach((word, k) => {
      view.setUint32(8 + 16 * i + 4 * k, word);
    });
    offset += bytes.length;
  });
  blob.set(data, 8 + 16 * values.length);
  return blob;
}

describe('parseRpmHeader', () => {
  it('decodes strings and numbers of every width', () => {
    const read = parseRpmHeader(
      header([
        [1000, 6, 1, text('zlib')],
        [1117, 8, 2, text('a', 'ő')],
        [1004, 9, 1, text('summary')],
        [1003, 4, 1, [0, 0, 0, 7]],
        [1030, 3, 2, [0x81, 0xa4, 0, 1]],
        [5009, 5, 1, [0, 0, 0, 1, 0, 0, 0, 0]],
      ]),
    );
    expect(read?.text(1000)).toBe('zlib');
    expect(read?.texts(1117)).toEqual(['a', 'ő']);
    expect(read?.text(1004)).toBe('summary');
    expect([1003, 1030, 5009].map((tag) => read?.numbers(tag))).toEqual([[7], [0x81a4, 1], [2 ** 32]]);
    expect([read?.text(1), read?.texts(1003), read?.numbers(1000)]).toEqual([undefined, [], []]);
  });

  it('lets what was added later win', () => {
    const blob = header([
      [1011, 6, 1, text('signed')],
      [1011, 6, 1, text('added')],
    ]);
    expect(parseRpmHeader(blob)?.text(1011)).toBe('added');
  });

  it.each([
    ['too short', new Uint8Array(7)],
    ['no entries', header([])],
    ['more entries than fit', header([[1000, 6, 1, text('a')]], { entries: 0xffff })],
    ['absurdly many entries', header([[1000, 6, 1, text('a')]], { entries: 0xffffffff })],
    ['more data than fits', header([[1000, 6, 1, text('a')]], { data: 0x7fffffff })],
  ])('refuses: %s', (_, blob) => {
    expect(parseRpmHeader(blob)).toBeUndefined();
  });

  it('believes no count that the data does not bear out', () => {
    const read = parseRpmHeader(
      header([
        [1117, 8, 0xffffffff, text('a', 'b')],
        [1116, 4, 0x40000000, [0, 0, 0, 1]],
        [1000, 6, 1, [0x61, 0x62]],
      ]),
    );
    expect(read?.texts(1117).slice(0, 2)).toEqual(['a', 'b']);
    expect(read?.numbers(1116)).toEqual([]);
    expect(read?.text(1000)).toBeUndefined();
  });
});
