import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tagValueBlock, tagValueLine } from './spdx-tag-value-text.ts';

const HOSTILE = fc.string({
  unit: fc.constantFrom(
    '<text>',
    '</text>',
    '</TEXT>',
    '<',
    '/',
    'text',
    '>',
    '\n',
    '\r',
    '\u2028',
    '\u0085',
    ' ',
    ':',
    'A',
    '\u001b',
  ),
});

it.each([
  ['<text>a', '\\u003ctext>a'],
  ['a</text>\nSPDXID: x', 'a\\u003c/text>\\nSPDXID: x'],
  ['a < b', 'a < b'],
  ['\ud800', '\\ud800'],
])('%j as one line', (text, expected) => {
  expect(tagValueLine(text)).toBe(expected);
});

it('keeps the lines of a block', () => {
  expect(tagValueBlock('a\nb</text>')).toBe('<text>a\nb\\u003c/text></text>');
});

it('lets nothing open, close or break a value', () => {
  fc.assert(
    fc.property(HOSTILE, (text) => {
      expect(tagValueLine(text)).not.toMatch(/<\/?text>|[\p{Cc}\u2028\u2029]/iu);
      expect(tagValueBlock(text)).toMatch(/^<text>(?:(?!<\/?text>)[^\r\u0085\u2028\u001b])*<\/text>$/i);
    }),
  );
});
