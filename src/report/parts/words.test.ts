import { describe, expect, it } from 'vitest';
import { maskInstruction, maskVariable } from './masks.ts';
import { ageInWords, count, listInWords, sizeInWords } from './words.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9_949, '9.9 kB'],
  [9_960, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [165_000_000, '165 MB'],
  [1_400_000_000, '1.4 GB'],
  [2_500_000_000_000, '2.5 TB'],
])('sizeInWords(%i) is %s', (bytes, expected) => {
  expect(sizeInWords(bytes)).toBe(expected);
});

it.each([
  ['2026-11-21T01:00:00Z', 'today'],
  ['2026-11-20', '1 day'],
  ['2026-10-01', '51 days'],
  ['2024-09-09', '26 months'],
  ['2016-01-01', '10 years'],
  ['2026-12-01', undefined],
  ['no date', undefined],
])('the age of %s', (time, expected) => {
  expect(ageInWords(time, '2026-11-21T12:00:00Z')).toBe(expected);
});

it('counts and lists in words', () => {
  expect([count(1, 'layer'), count(0, 'vulnerability'), count(12345, 'package')]).toEqual([
    '1 layer',
    '0 vulnerabilities',
    '12,345 packages',
  ]);
  expect([listInWords([]), listInWords(['a']), listInWords(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
});

describe('masks', () => {
  it.each([
    ['DB_PASSWORD=x', 'DB_PASSWORD=********'],
    ['apikey=x', 'apikey=********'],
    ['AWS_SECRET_ACCESS_KEY=x', 'AWS_SECRET_ACCESS_KEY=********'],
    ['KEY=x', 'KEY=********'],
    ['X=ghp_0123456789', 'X=********'],
    ['URL=postgres://shop:pw@db/x', 'URL=********'],
    ['URL=https://example.com/a', 'URL=https://example.com/a'],
    ['KEYBOARD=us', 'KEYBOARD=us'],
    ['MONKEY=1', 'MONKEY=1'],
    ['GPG_KEY=E3FF2839', 'GPG_KEY=E3FF2839'],
    ['PASSWORD=', 'PASSWORD='],
    ['PATH=/usr/bin', 'PATH=/usr/bin'],
    ['no equals sign', 'no equals sign'],
  ])('%s', (entry, expected) => {
    expect(maskVariable(entry)).toBe(expected);
  });

  it('finds them in instructions too', () => {
    expect(maskInstruction('RUN NPM_TOKEN=abc npm ci --registry https://u:p@npm.example.com/')).toBe(
      'RUN NPM_TOKEN=******** npm ci --registry ********',
    );
    expect(maskInstruction('--token=abc')).toBe('--token=********');
  });
});
