import { expect, it } from 'vitest';
import { semver } from './semver.ts';
import { expectOrder } from './testdata/claims.ts';

it('orders as semver.org item 11 says', () => {
  expectOrder(
    semver,
    `
    1.0.0-0 < 1.0.0-1 < 1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0 < 1.0.1 < 1.1.0 < 1.10.0 < 2.0.0
    1.0.0+a = 1.0.0+b.5 = 1.0.0
    1.0.0-A < 1.0.0-a < 1.0.0-a-b < 1.0.0-a0
    9.9.99999999999999999998 < 9.9.99999999999999999999
    `,
  );
});

it('reads what the npm registry took in, loosely', () => {
  expectOrder(
    semver,
    'v1.2.3 = 1.2.3 = =1.2.3 = =v1.2.3 = 01.02.03\n 1.2.3beta = 1.2.3-beta < 1.2.3\n 1.2.3-01 = 1.2.3-1',
  );
  expect(semver.compare(' = v1.2.3 ', '1.2.3')).toBe(0);
});

it('reads the bounds of OSV: missing parts are 0', () => {
  expectOrder(semver, '0 = 0.0 = 0.0.0 < 0.0.1-0\n 1 = 1.0 < 1.0.1\n 1.2 = 1.2.0\n 0.0.0-0 < 0\n 1.2-beta < 1.2');
});

it.each([
  '',
  'x',
  '1.x',
  '*',
  'latest',
  '1.2.3.4',
  '1..2',
  '1.',
  '.1',
  '1.2beta',
  '1.2.3-a..b',
  '1.2.3-a_b',
  '1.2.3+',
  '1.2.3+a+b',
  '1.2.3 4',
  '^1.2.3',
  '-1',
  '1.2.3-é',
  'v',
])('refuses %j', (version) => expect(semver.isValid(version)).toBe(false));
