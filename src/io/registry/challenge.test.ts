import { expect, test } from 'vitest';
import { parseChallenges } from './challenge.ts';

const parsed = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

test.each([
  [
    'Bearer realm="https://a/t",service="s",scope="repository:x:pull,push"',
    [['bearer', { realm: 'https://a/t', service: 's', scope: 'repository:x:pull,push' }]],
  ],
  ['Basic realm="a, b=\\"c\\""', [['basic', { realm: 'a, b="c"' }]]],
  [
    'Negotiate, Bearer realm=x , BASIC Realm = "y"',
    [
      ['negotiate', {}],
      ['bearer', { realm: 'x' }],
      ['basic', { realm: 'y' }],
    ],
  ],
  ['Bearer realm="a",realm="b"', [['bearer', { realm: 'a' }]]],
  ['Bearer realm="open', [['bearer', {}]]],
  ['="x"', []],
  ['', []],
])('%s', (header, expected) => {
  expect(parsed(header)).toEqual(expected);
});

test('a hostile header is read in linear time', () => {
  const started = performance.now();
  for (const piece of ['a=', 'a ', '"\\', ',', 'a="\\"']) parseChallenges(`Bearer ${piece.repeat(200_000)}`);
  expect(performance.now() - started).toBeLessThan(2000);
});
