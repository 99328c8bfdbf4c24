import { expect, it } from 'vitest';
import { maven } from './maven.ts';
import { expectOrder } from './testdata/claims.ts';

it('orders qualifiers as ComparableVersion does', () => {
  expectOrder(
    maven,
    `
    1-alpha-1 < 1-alpha-2 < 1-alpha-10 < 1-beta-1 < 1-milestone-1 < 1-rc-1 < 1-SNAPSHOT < 1 < 1-sp < 1-abc < 1-xyz < 1-1 < 1.1
    1 = 1.0 = 1.0.0 = 1-ga = 1-final = 1-RELEASE = 1.Final = 1.0-0 = 1.ga
    1-a1 = 1-alpha-1
    1-b2 = 1-beta2
    1-m3 = 1-milestone-3
    1-cr1 = 1-rc1 = 1-RC1
    1 < 1a < 1b < 1-1 # one letter is short for a phase only before a digit
    1.0.1-SNAPSHOT < 1.0.1
    `,
  );
});

it('orders versions that people write', () => {
  expectOrder(
    maven,
    `
    2.9.10 < 2.9.10.1 < 2.9.10.8 < 2.10.0 < 2.10.0.pr1 # Jackson's own prereleases sort after the release: so says Maven
    5.2.20.RELEASE < 5.3.0-M1 < 5.3.0 < 5.3.18
    4.1.0.Beta1 < 4.1.0.CR1 < 4.1.0.Final < 4.1.42.Final
    30.0-android < 30.0-jre < 31.0-jre
    2.0-beta9 < 2.0-rc1 < 2.0 < 2.3.1 < 2.12.2 < 2.13.0 < 2.14.0 < 2.15.0
    1.0.99999999999 < 1.0.99999999999999999998 < 1.0.99999999999999999999
    0 < 0.1
    20030203.000550 > 3.2.2
    `,
  );
});

it('takes every string but the empty and the endless', () => {
  for (const version of ['x', '.', '-', '1..2', '1 2', 'é', '[1,2)'])
    expect(maven.isValid(version), version).toBe(true);
  expect(maven.isValid('')).toBe(false);
  expect(maven.isValid('1'.repeat(1024))).toBe(true);
  expect(maven.isValid('1'.repeat(1025))).toBe(false);
});
