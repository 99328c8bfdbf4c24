import { expect, it } from 'vitest';
import { apk } from './apk.ts';
import { expectOrder } from './testdata/claims.ts';

it('orders as apk-tools 3 does', () => {
  expectOrder(
    apk,
    `
    1.0_alpha < 1.0_alpha1 < 1.0_beta < 1.0_pre < 1.0_rc < 1.0_rc2 < 1.0_rc10 < 1.0
    1.0 < 1.0_cvs < 1.0_svn < 1.0_git < 1.0_git20230101 < 1.0_hg < 1.0_p < 1.0_p0 < 1.0_p1 < 1.0_p10
    1.0 < 1.0-r0 < 1.0-r1 < 1.0-r2 < 1.0-r10 < 1.0_p1 < 1.0a < 1.0b < 1.0.0 < 1.0.1 < 1.1
    1.0_rc1-r5 < 1.0-r0
    1.0_alpha_pre2 < 1.0_alpha < 1.0_alpha_p1
    1.0-r00 = 1.0-r0
    0 < 0.0 < 0.1
    3.0.12-r4 < 3.0.13-r0
    9.9_p1-r0 < 9.9_p2-r0
    99999999999999999998 < 99999999999999999999
    20060720 > 3.0.20060720
    `,
  );
});

it('compares a component that begins with 0 as text, unless it is the first', () => {
  expectOrder(
    apk,
    '1.05 < 1.4\n 1.0 < 1.00 < 1.001 < 1.01 < 1.02.10 < 1.1\n 2.16.01-r0 < 2.16.1\n 01.2 = 1.2\n 006 < 10',
  );
});

it('knows commit hashes', () => {
  expectOrder(apk, '1.0 < 1.0-r0 < 1.0~1 < 1.0~12 < 1.0~1a2b-r1 < 1.0~f < 1.0_p');
});

it('reads digits after the letter, as apk-tools 2', () => {
  expectOrder(
    apk,
    '6.6.4p1-r0 < 6.6.4p1-r1 < 6.6.4p2-r0 < 6.6.4p10 < 6.6.5\n 6.6.4p < 6.6.4p_p1 < 6.6.4p1 = 6.6.4p01\n 1.0a_rc1 < 1.0a',
  );
});

it.each([
  '',
  'v1.0',
  '1..0',
  '1.',
  '.1',
  '1.0bc',
  '1.0a1b',
  '1.0a1.2',
  '1.0_foo',
  '1.0_',
  '1.0_alpha-',
  '1.0-1',
  '1.0-r',
  '1.0-r1-r2',
  '1.0-r1_p1',
  '1.0~',
  '1.0~xyz',
  '1.0~AB',
  '1.0 ',
  '1:1.0',
  '1.0A',
  '٣.0',
])('refuses %j', (version) => expect(apk.isValid(version)).toBe(false));
