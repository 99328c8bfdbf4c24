import { expect, it } from 'vitest';
import type { Distro } from './distro.ts';
import { ecosystemOfPackage, foldName, isDistroEcosystem, packageKey, schemeOfEcosystem } from './ecosystem.ts';

it.each([
  ['npm', '@Scope/Name_x', '@Scope/Name_x'],
  ['pypi', 'Foo__Bar.-baz', 'foo-bar-baz'],
  ['cargo', 'Serde_JSON', 'serde-json'],
  ['golang', 'github.com/Foo/Bar', 'github.com/Foo/Bar'],
  ['gem', 'Foo_Bar', 'Foo_Bar'],
  ['debian:12', 'Foo_Bar', 'Foo_Bar'],
])('folds %s %s to %s', (ecosystem, name, folded) => {
  expect(foldName(ecosystem, name)).toBe(folded);
  expect(packageKey(ecosystem, name)).toBe(`${ecosystem} ${folded}`);
});

it.each([
  ['debian:sid', 'deb'],
  ['ubuntu:22.04', 'deb'],
  ['wolfi', 'apk'],
  ['rocky:8', 'rpm'],
  ['cargo', 'semver'],
  ['toString', undefined],
  ['nuget', undefined],
])('orders versions of %s by %s', (ecosystem, scheme) => {
  expect(schemeOfEcosystem(ecosystem)).toBe(scheme);
  expect(isDistroEcosystem(ecosystem)).toBe(scheme !== undefined && scheme !== 'semver');
});

const distro = (id: string, versionId?: string, codename?: string): Distro => ({
  id,
  idLike: [],
  prettyName: id,
  ...(versionId !== undefined && { versionId }),
  ...(codename !== undefined && { codename }),
});

it.each([
  ['deb', distro('debian', '11'), 'debian:11'],
  ['deb', distro('debian', '9.13'), 'debian:9'],
  ['deb', distro('debian', undefined, 'trixie'), 'debian:13'],
  ['deb', distro('debian', undefined, 'sid'), 'debian:sid'],
  ['deb', distro('debian', undefined, 'constructor'), 'debian:sid'],
  ['deb', distro('debian'), 'debian:sid'],
  ['deb', distro('ubuntu', '22.04'), 'ubuntu:22.04'],
  ['deb', distro('linuxmint', '21'), undefined],
  ['deb', distro('alpine', '3.18.4'), undefined],
  ['apk', distro('alpine', '3.18.4'), 'alpine:3.18'],
  ['apk', distro('alpine', '3.19_alpha20230901'), 'alpine:edge'],
  ['apk', distro('alpine'), 'alpine:edge'],
  ['apk', distro('wolfi', '20230201'), 'wolfi'],
  ['apk', distro('chainguard', '20230214'), 'chainguard'],
  ['apk', distro('alpaquita', '23'), 'alpaquita:23'],
  ['rpm', distro('rocky', '8.9'), 'rocky:8'],
  ['rpm', distro('almalinux', '9.3'), 'almalinux:9'],
  ['rpm', distro('fedora', '40'), undefined],
  ['deb', undefined, undefined],
  ['npm', undefined, 'npm'],
  ['pypi', distro('fedora', '40'), 'pypi'],
] as const)('a %s package of %j is judged in %s', (type, of, ecosystem) => {
  expect(ecosystemOfPackage({ type }, of)).toBe(ecosystem);
});
