import { expect, it } from 'vitest';
import { rpm } from './rpm.ts';
import { expectOrder } from './testdata/claims.ts';

it('orders as rpmvercmp does', () => {
  expectOrder(
    rpm,
    `
    1.0~rc1 < 1.0~rc1^git1 < 1.0 < 1.0^ < 1.0^git1~pre < 1.0^git1 < 1.0^git2 < 1.0.1
    1.0^git1 < 1.01
    a < aa < b < 0 < 1
    1.0a < 1.0.1 < 1.0.10
    1.0 = 1_0 = 1.0. = 1.00
    2.0.1a > 2.0.1 < 2.0.1.1
    fc4 < fc.4.1
    10xyz < 10.1xyz
    5.5p1 < 5.5p2 < 5.5p10
    1.99999999999999999998 < 1.99999999999999999999
    20101121 < 20101122
    0 < 0.1
    Z < a
    `,
  );
});

it('compares epoch, version and release in turn', () => {
  expectOrder(
    rpm,
    `
    9.9-9 < 1:0.1-1 < 2:0-0
    0:1.0-1 = 1.0-1 = :1.0-1 = 00:1.0-1
    1:1.1.1k-7.el8_6 < 1:1.1.1k-9.el8_7 < 1:1.1.1k-12.el8_9
    2.34-60.el9 < 2.34-60.el9_2.7 < 2.34-83.el9.7
    1.0-1.el8 < 1.0-1.el8.1 < 1.0.1-0
    `,
  );
});

it('puts a label without release before the same one with a release, as rpmverCmp does', () => {
  expectOrder(rpm, '0.9-9 < 1.0 < 1.0-0 < 1.0-1 < 1.0.1');
});

it.each(['', '-1', '1.0-', '1:', '(none):1.0-1', '1.0-1-1', '1:2:3', 'x:1', '1.0 -1', '1/0', '1.0-é'])(
  'refuses %j',
  (label) => expect(rpm.isValid(label)).toBe(false),
);
