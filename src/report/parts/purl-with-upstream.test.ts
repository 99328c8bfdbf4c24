import { expect, it } from 'vitest';
import type { Package } from '../../model/package.ts';
import { purlWithUpstream } from './purl-with-upstream.ts';

it.each<[string, Partial<Package>, string]>([
  ['another source', { source: { name: 'openssl' } }, 'pkg:deb/libssl3@1-2?arch=amd64&upstream=openssl'],
  [
    'of the same version',
    { source: { name: 'openssl', version: '1-2' } },
    'pkg:deb/libssl3@1-2?arch=amd64&upstream=openssl',
  ],
  [
    'of another version',
    { source: { name: 'ssl', version: '1-1' } },
    'pkg:deb/libssl3@1-2?arch=amd64&upstream=ssl%401-1',
  ],
  ['the package itself', { source: { name: 'libssl3', version: '1-2' } }, 'pkg:deb/libssl3@1-2?arch=amd64'],
  [
    'a rebuild',
    { source: { name: 'libssl3', version: '1-1' } },
    'pkg:deb/libssl3@1-2?arch=amd64&upstream=libssl3%401-1',
  ],
  [
    'rpm',
    { type: 'rpm', source: { name: 'x', version: '1-2' } },
    'pkg:rpm/libssl3@1-2?arch=amd64&upstream=x-1-2.src.rpm',
  ],
  ['none', {}, 'pkg:deb/libssl3@1-2?arch=amd64'],
  ['no system package', { type: 'npm', source: { name: 'x' } }, 'pkg:npm/libssl3@1-2?arch=amd64'],
])('%s', (_, sketch, expected) => {
  const pkg: Package = {
    id: 'x',
    type: 'deb',
    name: 'libssl3',
    version: '1-2',
    arch: 'amd64',
    vendor: 'distro',
    relation: 'unknown',
    licenses: [],
    locations: [],
    visible: true,
    ...sketch,
  };
  expect(purlWithUpstream(pkg, undefined)).toBe(expected);
});
