import { expect, it } from 'vitest';
import { packageOf } from '../../../test/kit/knowledge.ts';
import type { Distro } from '../../model/distro.ts';
import { ecosystemOfPackage } from '../../model/ecosystem.ts';
import type { Package } from '../../model/package.ts';
import { lookupsOf } from './keys.ts';

const of = (id: string, versionId: string): Distro => ({ id, idLike: [], prettyName: id, versionId });

/** Every key that a package is looked up under. */
function packageKeysOf(pkg: Package, distro: Distro | undefined): readonly string[] {
  const ecosystem = ecosystemOfPackage(pkg, distro);
  return ecosystem === undefined ? [] : [...new Set(lookupsOf(pkg, ecosystem).map(({ key }) => key))];
}

it.each([
  [packageOf('npm', 'core', '1', { namespace: '@babel' }), undefined, ['npm @babel/core']],
  [packageOf('pypi', 'Ruamel.Yaml', '1'), undefined, ['pypi ruamel-yaml']],
  [packageOf('golang', 'stdlib', 'v1.20'), undefined, ['golang stdlib']],
  [packageOf('maven', 'log4j-core', '2', { namespace: 'org.a' }), undefined, ['maven org.a:log4j-core']],
  [packageOf('maven', 'log4j-core', '2'), undefined, []],
  [packageOf('deb', 'libc6', '2.31', { source: { name: 'glibc' } }), of('debian', '11'), ['debian:11 glibc']],
  [packageOf('deb', 'libc6', '2.31', { source: { name: 'glibc' } }), undefined, []],
  [packageOf('apk', 'libssl3', '3', { source: { name: 'openssl' } }), of('alpine', '3.18.1'), ['alpine:3.18 openssl']],
  [
    packageOf('rpm', 'openssl-libs', '1', { source: { name: 'openssl' } }),
    of('rocky', '8.9'),
    ['rocky:8 openssl', 'rocky:8 openssl-libs'],
  ],
])('$id is filed under', (pkg, distro, keys) => {
  expect(packageKeysOf(pkg, distro)).toEqual(keys);
});

it('compares the source version where records name sources, and the own one where they name binaries', () => {
  const pkg = packageOf('deb', 'gcc', '4:12.2.0-3', { source: { name: 'gcc-defaults', version: '1.203' } });
  expect(lookupsOf(pkg, 'debian:12')).toEqual([{ key: 'debian:12 gcc-defaults', names: 'source', version: '1.203' }]);
  const rpm = packageOf('rpm', 'openssl-libs', '1:1.1.1k-9.el8', {
    source: { name: 'openssl', version: '1.1.1k-9.el8' },
  });
  expect(lookupsOf(rpm, 'rocky:8')).toEqual([
    // The name of a source rpm has no epoch.
    { key: 'rocky:8 openssl', names: 'source', version: '1:1.1.1k-9.el8' },
    { key: 'rocky:8 openssl-libs', names: 'binary', version: '1:1.1.1k-9.el8' },
  ]);
});
