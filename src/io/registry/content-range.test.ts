import { expect, test } from 'vitest';
import { parseContentRange } from './content-range.ts';

test.each([
  ['bytes 5-9/10', { first: 5, last: 9, total: 10 }],
  ['Bytes 0-0/1', { first: 0, last: 0, total: 1 }],
  ['bytes 5-9/*', { first: 5, last: 9 }],
  ['bytes 9-5/10', undefined],
  ['bytes 5-10/10', undefined],
  ['bytes */10', undefined],
  ['bytes 5-9', undefined],
  ['bytes -1-9/10', undefined],
  ['bytes 1-99999999999999999999/*', undefined],
  ['items 5-9/10', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s is %j', (header, expected) => {
  expect(parseContentRange(header)).toEqual(expected);
});
