import { expect, test } from 'vitest';
import { nextLinkIn } from './link-header.ts';

test.each([
  ['</v2/a/referrers/x?n=2>; rel="next"', '/v2/a/referrers/x?n=2'],
  ['<a>; rel=next', 'a'],
  ['<a>;rel="prev", <b>;rel="next"', 'b'],
  ['<a>; title="x, <y>; rel=\\"next\\""; rel=last, <b>; REL = "prev Next"', 'b'],
  ['<a,b>; rel="next"', 'a,b'],
  ['<a>; rel="nexts"', undefined],
  ['<a>; rel="prev"', undefined],
  ['<a', undefined],
  ['a>; rel="next"', undefined],
  ['', undefined],
])('%s leads to %s', (header, expected) => {
  expect(nextLinkIn(header)).toBe(expected);
});

test('a hostile header is read in linear time', () => {
  const started = performance.now();
  for (const piece of ['<', '<>', '<>;', '<>;"', '<a>; rel="x", ', ';rel ', '\\"'])
    nextLinkIn(`<a>${piece.repeat(200_000)}`);
  expect(performance.now() - started).toBeLessThan(1000);
});
