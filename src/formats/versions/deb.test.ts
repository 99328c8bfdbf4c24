import { expect, it } from 'vitest';
import { deb } from './deb.ts';
import { expectOrder } from './testdata/claims.ts';

it('orders as Debian Policy §5.6.12 says', () => {
  expectOrder(
    deb,
    `
    1.0~~ < 1.0~~a < 1.0~ < 1.0 < 1.0a < 1.0+
    1.2.3~rc1-1 < 1.2.3-1~deb12u1 < 1.2.3-1 < 1.2.3-1+b1 < 1.2.3-1.1 < 1.2.3-2 < 1.2.3-10
    9.9 < 1:0.1 < 2:0
    1.0 = 1.0-0 = 0:1.0 = 01.0
    1.09 = 1.9 < 1.10
    1.1.1n-0+deb11u5 < 1.1.1w-0+deb11u1
    3.0.11-1~deb12u2 < 3.0.13-1
    2.31-0ubuntu9.9 < 2.31-0ubuntu9.14
    1.0-1-1 > 1.0-1
    1.0.99999999999999999998 < 1.0.99999999999999999999
    0 < 0.1
    0 < 0. = 0.0
    1a < 1b < 1+ < 1.1
    `,
  );
});

it('takes what dpkg --validate-version takes', () => {
  for (const version of ['0', '1:2:3-4', '+1:1.0', ' 1.0 ', '2147483647:1', '01:1', '1.0-1-2~a', '1~'])
    expect(deb.isValid(version), version).toBe(true);
  expectOrder(deb, '+1:1.0 = 1:1.0');
  expect(deb.compare(' 1.0\n', '1.0')).toBe(0);
});

it.each([
  '',
  '-1',
  '1:',
  ':1',
  'v1',
  'a',
  '1.0-',
  '1:2-3:4',
  'a:1',
  '-1:1',
  '2147483648:1',
  '1_0',
  '1 0',
  '1-é',
  '1.0-1_2',
  '~1',
  '<none>',
])('refuses %j', (version) => expect(deb.isValid(version)).toBe(false));
