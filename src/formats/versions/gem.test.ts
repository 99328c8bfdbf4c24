import { expect, it } from 'vitest';
import { gem } from './gem.ts';
import { expectOrder } from './testdata/claims.ts';

it('orders as Gem::Version does', () => {
  expectOrder(
    gem,
    `
    1.0.a < 1.0.a.1 < 1.0.a.2 < 1.0.a10 < 1.0.b1 < 1.0.rc1 < 1.0 < 1.0.1 < 1.1.a < 1.1
    1 = 1.0 = 1.0.0 = 01.0
    1.0.a = 1.a = 1.0.0.a.0
    1.0.a1 = 1.0.a.1
    1.0-1 = 1.0.pre.1 < 1.0
    1.0-rc.1 = 1.0.pre.rc.1
    1.A < 1.a
    1.9.9 < 1.9.10 < 1.99999999999999999998 < 1.99999999999999999999
    1.a.0.b < 1.a
    0 < 0.0.1
    5.2.4.3 < 5.2.4.4 < 6.0.3.rc1 < 6.0.3.2 < 6.0.3.10
    `,
  );
  expect(gem.compare(' 1.0\n', '1.0')).toBe(0);
});

it.each([
  '',
  ' ',
  'a',
  '1.',
  '.1',
  '1..2',
  '1.0_1',
  '1.15.0-x86_64-linux',
  '1.0+1',
  '1-',
  '1.-1',
  '~> 1.0',
  '1 2',
  'v1',
  'junk',
  '1.é',
])('refuses %j', (version) => expect(gem.isValid(version)).toBe(false));
