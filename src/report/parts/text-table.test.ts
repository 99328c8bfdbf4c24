import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { penOf } from './pen.ts';
import { type Column, textTable } from './text-table.ts';
import { shorten, widthOf, wrap } from './text-width.ts';

const pen = (width: number) => penOf({ width, paint: false, unicode: true, links: false });

const COLUMNS: readonly Column[] = [
  { title: 'id' },
  { title: 'name', comfortable: 20, least: 6 },
  { title: 'n', align: 'right', drop: 2 },
  { title: 'note', comfortable: 20, least: 6, drop: 1 },
];
const ROWS = [
  [
    { text: 'A' },
    { text: 'a-very-long-name-that-is-cut-when-narrow' },
    { text: '7' },
    { text: 'first note, rather long' },
  ],
  [{ text: 'B' }, { text: 'short' }, { text: '12345' }, { text: '' }],
];

describe('textTable', () => {
  it.each([
    ['all of it', 120, 'id  name  n  note', ['a-very-long-name-that-is-cut-when-narrow', 'first note, rather long']],
    [
      'both cut, the room shared',
      70,
      'id  name  n  note',
      ['a-very-long-name-t…s-cut-when-narrow', 'first note…ather long'],
    ],
    ['no note', 64, 'id  name  n', ['a-very-long-name-that-is-cut-when-narrow      7']],
  ])('%s at %i columns', (_, width, header, texts) => {
    const columns = COLUMNS.map((column) => (column.title === 'name' ? { ...column, comfortable: 34 } : column));
    const [first = '', row = ''] = textTable(columns, ROWS, pen(width));
    expect(first.trim().replace(/ {2,}/g, '  ')).toBe(header);
    for (const text of texts) expect(row).toContain(text);
  });

  it('ends no line in blanks and aligns numbers to the right', () => {
    expect([...textTable(COLUMNS.slice(0, 3), ROWS, pen(80))]).toEqual([
      `id  name${' '.repeat(42)}n\n`,
      `A   a-very-long-name-that-is-cut-when-narrow      7\n`,
      `B   short${' '.repeat(37)}12345\n`,
    ]);
    for (const line of textTable(COLUMNS, ROWS, pen(80))) expect(line).not.toMatch(/ \n$/);
  });

  it('keeps any text within the width', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => ({ text: pen(80).safe(text) }));
    fc.assert(
      fc.property(fc.integer({ min: 64, max: 200 }), fc.array(fc.tuple(cell, cell)), (width, rows) => {
        const columns = [
          { title: 'a', least: 4 },
          { title: 'b', least: 4 },
        ];
        for (const line of textTable(columns, rows, pen(width)))
          expect(widthOf(line.slice(0, -1))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it.each([
  ['abcdefghij', 10, 'abcdefghij'],
  ['abcdefghij', 7, 'abc…hij'],
  ['abcdefghij', 6, 'abc…ij'],
  ['abcdefghij', 1, '…'],
  ['漢字漢字漢字', 7, '漢字…字'],
])('shorten %s to %i', (text, width, expected) => {
  expect(shorten(text, width, '…')).toBe(expected);
});

it.each([
  ['one two three', 7, ['one two', 'three']],
  ['one  two', 20, ['one two']],
  ['abcdefgh', 3, ['abc', 'def', 'gh']],
  ['a bcdefg h', 3, ['a', 'bcd', 'efg', 'h']],
  ['', 5, []],
])('wrap %s at %i', (text, width, expected) => {
  expect(wrap(text, width)).toEqual(expected);
});

it('widthOf counts columns', () => {
  expect(['abc', 'ü', 'e\u0301', '漢字', '😀'].map(widthOf)).toEqual([3, 1, 1, 4, 2]);
});
