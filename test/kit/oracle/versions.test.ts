import { expect, it } from 'vitest';
import { comparePlain, isPlainVersion } from './versions.ts';

/** Each line ascends; `=` stands between equal ones. What the documents that the orders are written from give as examples, and their traps. */
it.each([
  ['apk', '1.0_alpha1 1.0_alpha2 1.0_rc1 1.0 1.0-r1 1.0_p1 1.0_p1-r2 1.0b 1.0.1 1.1 1.2 1.10 2'],
  ['apk', '6.6.2-r0 6.6.2p1-r0 6.6.2p2-r0 6.6.3-r0 10.0.0-r0 10.01.2-r1 10.01.2-r3 10.1.0-r0'],
  [
    'semver',
    '0.9 1.0.0-alpha 1.0.0-alpha.1 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1 = 1.0 = v1.0.0 = 1.0.0+build 1.9.0b1 1.9',
  ],
  [
    'golang',
    'v0.0.0-20190101000000-abcdefabcdef v0.0.0 1.19.8 = v1.19.8 = go1.19.8 1.20rc1 = 1.20.0-rc.1 1.20 v3.2.0+incompatible',
  ],
  [
    'maven',
    '1-alpha-1 = 1a1 1-beta-1 1-m3 1-rc1 = 1-cr1 1-SNAPSHOT 1 = 1.0.0 = 1-ga = 1.final 1-sp 1-foo 1-1 1.1 1.10',
  ],
  ['maven', '4.0.0.RC1 4 5.3.17 5.3.18.RELEASE'],
  ['gem', '0.9 1.0.a.10 1.0.b1 1.0-1 1.0.rc1 1.0 = 1 1.0.1 1.10'],
])('orders by %s: %s', (scheme, line) => {
  const steps = line.split(' ');
  const versions = steps.filter((step) => step !== '=');
  const ranks = new Map<string, number>();
  let rank = 0;
  for (const [index, step] of steps.entries()) {
    if (step === '=') continue;
    if (steps[index - 1] !== '=') rank++;
    ranks.set(step, rank);
  }
  for (const a of versions)
    for (const b of versions)
      expect([a, b, comparePlain(scheme, a, b)]).toEqual([a, b, Math.sign(ranks.get(a)! - ranks.get(b)!)]);
});

it.each([
  ['apk', 'v1.0'],
  ['apk', '1.0-1'],
  ['apk', '1.0ab'],
  ['semver', '1.2.3.4'],
  ['golang', '(devel)'],
  ['golang', 'v0-1'],
  ['maven', ''],
  ['gem', 'x'],
])('by %s %j is no version', (scheme, version) => {
  expect(isPlainVersion(scheme, version)).toBe(false);
});
