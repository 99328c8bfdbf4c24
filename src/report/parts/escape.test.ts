import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from './escape.ts';
import { printJson } from './print-json.ts';

describe('escapeText', () => {
  it.each([
    ['plain text', 'libc6 2.31-13+deb11u6', 'libc6 2.31-13+deb11u6'],
    ['an escape sequence', '\u001b[2Jx', '\\u001b[2Jx'],
    ['a hyperlink', '\u001b]8;;http://x\u0007y', '\\u001b]8;;http://x\\u0007y'],
    ['C1 controls', 'a\u009b31m', 'a\\u009b31m'],
    ['line breaks', 'a\r\nb\tc', 'a\\u000d\\nb\\tc'],
    ['bidi overrides and isolates', 'a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['invisible text', 'a\u200bb\ufeff\u00ad', 'a\\u200bb\\ufeff\\u00ad'],
    ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
    ['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
    ['separators', 'a\u2028b', 'a\\u2028b'],
    ['letters of any script', 'ü 漢字 ع 😀', 'ü 漢字 ع 😀'],
  ])('%s', (_, text, expected) => {
    expect(escapeText(text, true)).toBe(expected);
  });

  it('knows only ASCII without unicode', () => {
    expect(escapeText('ü漢😀', false)).toBe('\\u00fc\\u6f22\\u{1f600}');
  });

  it('is one printable line for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeText(text, true)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(escapeText(text, false)).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});

it('printJson escapes what a terminal acts on and parses to the same value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printed = printJson({ text });
      expect(JSON.parse(printed)).toEqual({ text: JSON.parse(JSON.stringify(text)) });
      expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069]/u);
    }),
  );
  expect(printJson(['\u009b\u202e'])).toBe('[\n  "\\u009b\\u202e"\n]\n');
});
