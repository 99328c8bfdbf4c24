import { expect, it } from 'vitest';
import { pep440 } from './pep440.ts';
import { expectOrder } from './testdata/claims.ts';

it('orders as PEP 440 says', () => {
  expectOrder(
    pep440,
    `
    1.0.dev1 < 1.0a1.dev1 < 1.0a1 < 1.0a1.post1.dev1 < 1.0a1.post1 < 1.0a2 < 1.0a10 < 1.0b1 < 1.0rc1.dev3 < 1.0rc1 < 1.0 < 1.0+abc < 1.0+abc.1 < 1.0+1 < 1.0+1.a < 1.0+2 < 1.0.post1.dev0 < 1.0.post1 < 1.0.1.dev0 < 1.0.1 < 1.1
    1.0 = 1 = 1.0.0 = 01.0
    2024.1 < 1!0.1 < 2!0
    0 < 0.0.1 < 0.1
    1.9 < 1.10 < 1.99999999999999999998 < 1.99999999999999999999
    `,
  );
});

it('knows all spellings', () => {
  expectOrder(
    pep440,
    `
    1.0a1 = 1.0-ALPHA.1 = 1.0_a_1 = 1.0.alpha1 = v1.0A1
    1.0c1 = 1.0rc1 = 1.0pre1 = 1.0preview-1
    1.0-1 = 1.0.post1 = 1.0-r1 = 1.0.rev1 = 1.0POST1
    1.0a = 1.0a0
    1.0.post = 1.0.post0
    1.0dev = 1.0.dev0
    1.0+Ubuntu-1 = 1.0+ubuntu.1 = 1.0+ubuntu_1 = 1.0+ubuntu.01
    `,
  );
  expect(pep440.compare(' 1.0\n', '1.0')).toBe(0);
});

it.each([
  '',
  'x',
  '2004d',
  '1.0-',
  '1.0+',
  '1..0',
  '1.0.a.b',
  '1.0+a..b',
  '1.0+_a',
  '!1',
  '1!',
  '1.0 1',
  '1.0x',
  '1.0-x1',
  'dev',
  '1.0-1-1',
  '1.0+é',
])('refuses %j', (version) => expect(pep440.isValid(version)).toBe(false));
