import { expect, it } from 'vitest';
import { golang } from './golang.ts';
import { expectOrder } from './testdata/claims.ts';

it('orders module versions as golang.org/x/mod/semver does', () => {
  expectOrder(
    golang,
    `
    v0.0.0-20190101000000-abcdef123456 < v0.0.0-20200101000000-000000000000 < v0.0.0 < v0.0.1
    v1.2.3-0.20200101000000-0123456789ab < v1.2.3-alpha < v1.2.3-pre.0.20200101000000-0123456789ab < v1.2.3 < v1.2.4-0.20200101000000-0123456789ab
    v2.0.0+incompatible = v2.0.0 < v2.0.1+incompatible < v10.0.0
    v1 = v1.0 = v1.0.0 = 1.0.0
    v0.0.0-20190101000000-abcdef123456 > 0.0.0-20180101000000-abcdef123456
    0 = v0.0.0 < 0.0.1
    v1.99999999999999999998.0 < v1.99999999999999999999.0
    `,
  );
});

it('orders toolchains as go/version does, however they are written', () => {
  expectOrder(
    golang,
    `
    go1.9 < go1.10beta2 < go1.10rc1 < go1.10 = go1.10.0 < go1.10.1
    1.20.14 < 1.21.0-0 < go1.21rc2 = 1.21rc2 = 1.21.0-rc.2 = 1.21-rc.2 < 1.21.0-rc.3 < go1.21.0 < 1.21.1
    1.20.0-rc.1 = 1.20rc1 < 1.20rc10 < 1.20
    go1.22.5-custom = go1.22.5 = 1.22.5
    1.19.8 < 1.19.10
    `,
  );
  expect(golang.compare('go1.22.5 X:boringcrypto', '1.22.5')).toBe(0);
});

it.each([
  '',
  '(devel)',
  'devel',
  'devel go1.23-abcdef',
  'unknown',
  'v',
  'go',
  'v01.2.3',
  'v1.2-pre',
  'v1.2.3-01',
  'v1.2.3-',
  'v1.2.3+',
  'v1.2.3.4',
  'v1.2.3_4',
  'V1.2.3',
  'go1.21.rc1',
  'gov1.2.3',
  '1.21xx1',
  'master',
  ' v1.0.0',
])('refuses %j', (version) => expect(golang.isValid(version)).toBe(false));
