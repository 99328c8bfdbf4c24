import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printJson, printJsonPieces, streamedList, streamedRecord } from './print-json.ts';

const pieces = (...document: Parameters<typeof printJsonPieces>) => [...printJsonPieces(...document)].join('');

describe('printJsonPieces', () => {
  it('prints the same text as printJson', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (items, value) => {
        const entries: readonly [string, unknown][] = [
          ['items', streamedList(items)],
          ['value', value],
          ['inner', streamedRecord([['list', streamedList(items)]])],
          ['none', undefined],
        ];
        expect(pieces(streamedRecord(entries))).toBe(printJson({ items, value, inner: { list: items } }));
      }),
    );
  });

  it('prints what is empty', () => {
    expect(pieces(streamedRecord([]))).toBe('{}\n');
    expect(pieces(streamedRecord([['list', streamedList([])]]))).toBe(printJson({ list: [] }));
  });
});

describe('half of a surrogate pair', () => {
  it.each([
    ['alone', 'a\ud800b', 'a\ufffdb'],
    ['in the wrong order', '\udc00\ud800', '\ufffd\ufffd'],
    ['whole', '\ud83d\ude00', '\ud83d\ude00'],
    ['written out', '\\ud800', '\\ud800'],
    ['behind a backslash', '\\\ud800', '\\\ufffd'],
  ])('%s', (_, text, expected) => {
    expect(JSON.parse(printJson({ text }))).toEqual({ text: expected });
    expect(JSON.parse(pieces(streamedRecord([[text, text]])))).toEqual({ [expected]: expected });
  });

  it('is never printed', () => {
    const halves = fc.string({ unit: fc.constantFrom('\ud800', '\udc00', '\\', 'u', 'd', 'a', '"', '\n', '\u202e') });
    fc.assert(
      fc.property(halves, (text) => {
        expect(JSON.parse(printJson([text]))).toEqual([text.toWellFormed()]);
      }),
    );
  });
});
