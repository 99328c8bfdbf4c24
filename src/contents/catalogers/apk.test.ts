import { describe, expect, it } from 'vitest';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import { apk } from './apk.ts';

const PATH = 'lib/apk/db/installed';
const alpine = { id: 'alpine', idLike: [], versionId: '3.18.9', prettyName: 'Alpine Linux v3.18' };

const INSTALLED = `C:Q1WDaRBaq7xVYUSNyzNnt4kPqOOWk=
P:libcrypto3
V:3.1.7-r0
A:x86_64
L:Apache-2.0
o:openssl
m:Ariadne Conill <ariadne@dereferenced.org>
F:etc
F:etc/ssl
R:ct_log_list.cnf
Z:Q1olh8TpdAi2QnTl4FK3TjdUiSwTo=
F:lib
R:libcrypto.so.3
a:0:0:755
Z:Q2uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=
R:no-checksum

C:Q1x
P:tool
V:1.0-r0
A:x86_64
L:MIT BSD GPL2+

P:.build-deps
V:20230901.101010
A:noarch
L:
`;

const catalog = (text: string, distro: typeof alpine | undefined = alpine) =>
  catalogFiles(apk, { [PATH]: text }, distro);

describe('apk', () => {
  it('reads packages with origin, licence and who stands behind them', () => {
    const { packages, diagnostics } = catalog(INSTALLED);
    const common = { type: 'apk', namespace: 'alpine', relation: 'unknown', locations: [{ layer: 0, path: PATH }] };
    expect(diagnostics).toEqual([]);
    expect(packages).toEqual([
      {
        ...common,
        name: 'libcrypto3',
        version: '3.1.7-r0',
        arch: 'x86_64',
        source: { name: 'openssl', version: '3.1.7-r0' },
        vendor: 'distro',
        licenses: ['Apache-2.0'],
      },
      {
        ...common,
        name: 'tool',
        version: '1.0-r0',
        arch: 'x86_64',
        source: { name: 'tool', version: '1.0-r0' },
        vendor: 'unknown',
        licenses: ['MIT', 'BSD', 'GPL2+'],
      },
      {
        ...common,
        name: '.build-deps',
        version: '20230901.101010',
        arch: 'noarch',
        source: { name: '.build-deps', version: '20230901.101010' },
        vendor: 'third-party',
        licenses: [],
      },
    ]);
  });

  it('knows the files of a package and their digests', () => {
    const { owned } = catalog(INSTALLED);
    expect(owned.length).toBe(1);
    expect(owned[0]?.owner).toBe('apk/alpine/libcrypto3@3.1.7-r0?arch=x86_64');
    expect(owned[0]?.paths).toEqual(['etc/ssl/ct_log_list.cnf', 'lib/libcrypto.so.3', 'lib/no-checksum']);
    expect(owned[0]?.paths.map((path) => owned[0]?.digestOf?.(path))).toEqual([
      { algorithm: 'sha1', hex: 'a2587c4e97408b64274e5e052b74e3754892c13a' },
      { algorithm: 'sha256', hex: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9' },
      undefined,
    ]);
  });

  it('says no namespace where the distribution is unknown', () => {
    const { packages } = catalogFiles(apk, { [PATH]: INSTALLED });
    expect(packages.every((pkg) => !('namespace' in pkg))).toBe(true);
  });

  it('counts a package of both database places once', () => {
    const { packages } = catalogFiles(apk, { [PATH]: INSTALLED, [`usr/${PATH}`]: INSTALLED }, alpine);
    expect(packages.map(({ locations }) => locations.length)).toEqual([2, 2, 2]);
  });

  it.each([
    ['an entry without version', 'P:a\nA:x\n\nP:b\nV:1-r0\n', 1],
    ['an entry without name', 'V:1\n', 0],
    ['what is no database', '\0\0garbage\nmore\n', 0],
  ])('notes %s', (_, text, left) => {
    const { packages, diagnostics } = catalog(text);
    expect(packages.length).toBe(left);
    expect(diagnostics.map(({ code }) => code)).toEqual(['catalogers/apk-unreadable']);
  });

  it('takes an empty database for what it is', () => {
    expect(catalog('')).toMatchObject({ packages: [], diagnostics: [] });
  });
});
