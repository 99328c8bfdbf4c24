import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from './escape.ts';
import { markdownCode, markdownProse, markdownRow } from './markdown-text.ts';
import { shorten } from './text-width.ts';

/**
 * What a reader of CommonMark (§6.1) makes of code spans: a run of backticks opens one when a later run is as long; of its text a
 * blank at both ends is taken off. Outside of spans, entities. Undefined when anything else is left over.
 */
function readSpans(markdown: string): string | undefined {
  let text = '';
  let rest = markdown;
  while (rest !== '') {
    const entity = /^&#(124|32);/.exec(rest);
    if (entity !== null) {
      text += String.fromCharCode(Number(entity[1]));
      rest = rest.slice(entity[0].length);
      continue;
    }
    const open = /^`+/.exec(rest)?.[0];
    const span = open === undefined ? null : new RegExp(`^${open}((?!\`).*?[^\`])${open}(?!\`)`, 's').exec(rest);
    if (span === null) return undefined;
    const inner = span[1]!;
    text += /^ .* $/s.test(inner) && inner.trim() !== '' ? inner.slice(1, -1) : inner;
    rest = rest.slice(span[0].length);
  }
  return text;
}

const HOSTILE = fc.string({
  unit: fc.constantFrom(
    ...['`', '``', '|', '\\', '<', '>', '@', '#', '1', ' ', '\n', '&', '!', '[', ']', '(', ')', '*', 'a', '\u202e'],
  ),
});

describe('markdownCode', () => {
  it.each([
    ['a name', 'libc6', '`libc6`'],
    ['a mention', '@octocat/x', '`@octocat/x`'],
    ['an issue', 'GH-1 #1', '`GH-1 #1`'],
    ['an address', 'http://x', '`http://x`'],
    ['HTML', '</details><b>', '`</details><b>`'],
    ['a pipe', 'a|b', '`a`&#124;`b`'],
    ['pipes alone', '||', '&#124;&#124;'],
    ['a backtick', 'a`b', '`` a`b ``'],
    ['backticks of two lengths', '`a``', '``` `a`` ```'],
    ['a line break', 'a\nb', '`a\\nb`'],
    ['bidi', 'a\u202eb', '`a\\u202eb`'],
    ['nothing', ' ', '`?`'],
  ])('%s', (_, text, expected) => {
    expect(markdownCode(text)).toBe(expected);
  });

  it('is read as the text that it is, and nothing else', () => {
    for (const texts of [HOSTILE, fc.string({ unit: 'binary' })]) {
      fc.assert(
        fc.property(texts, (text) => {
          const shown = shorten(escapeText(text, true), 100, '…');
          fc.pre(shown.trim() !== '');
          const markdown = markdownCode(text);
          expect(markdown).not.toMatch(/[\n|]/);
          expect(readSpans(markdown)).toBe(shown);
        }),
      );
    }
  });

  it('is not long', () => {
    expect(markdownCode('x'.repeat(1e6)).length).toBeLessThanOrEqual(102);
  });
});

describe('markdownProse', () => {
  it.each([
    'This package.json is not JSON, so its package is missing',
    'srv/app/package.json',
    'Debian GNU/Linux 11 (bullseye)',
    'linux/amd64',
    'layer 3: 12 of 14',
  ])('leaves "%s"', (text) => {
    expect(markdownProse(text)).toBe(text);
  });

  it.each([
    'www.example.com',
    'see http://example.com',
    'a@b.example',
    '@octocat',
    'GH-1',
    'fixes #1',
    'JIRA-12',
    'commit deadbeef',
    'a *b* c',
    'a_b_',
    '- a list',
    ':smile:',
    'a <b>',
    'a | b',
    '$x$',
    'a\\b',
  ])('makes code of "%s"', (text) => {
    expect(readSpans(markdownProse(text))).toBe(text);
  });
});

it('a row has as many cells as it was given, whatever stands in them', () => {
  fc.assert(
    fc.property(fc.array(HOSTILE, { minLength: 1, maxLength: 5 }), (texts) => {
      const row = markdownRow(texts.map((text) => markdownCode(text)));
      expect(row.match(/\|/g)).toHaveLength(texts.length + 1);
      expect(row.match(/\n/g)).toHaveLength(1);
    }),
  );
});
