import { describe, expect, it } from 'vitest';
import type { Package } from '../../model/package.ts';
import { syftMetadata } from './syft-metadata.ts';

const pkg = (sketch: Partial<Package> & Pick<Package, 'type'>): Package => ({
  id: 'x',
  name: 'libssl3',
  version: '3.0.11-1',
  vendor: 'distro',
  relation: 'unknown',
  licenses: [],
  locations: [],
  visible: true,
  ...sketch,
});

describe('syftMetadata', () => {
  it.each<[string, Partial<Package>, object]>([
    ['of another source', { source: { name: 'openssl' } }, { source: 'openssl', sourceVersion: '' }],
    [
      'of a source of the same version',
      { source: { name: 'openssl', version: '3.0.11-1' } },
      { source: 'openssl', sourceVersion: '' },
    ],
    [
      'of a source of another version',
      { source: { name: 'openssl', version: '3.0.9-1' } },
      { source: 'openssl', sourceVersion: '3.0.9-1' },
    ],
    ['of itself', { source: { name: 'libssl3', version: '3.0.11-1' } }, { source: '', sourceVersion: '' }],
    [
      'of itself rebuilt',
      { version: '3.0.11-1+b1', source: { name: 'libssl3', version: '3.0.11-1' } },
      { source: 'libssl3', sourceVersion: '3.0.11-1' },
    ],
    ['of no told source', {}, { source: '', sourceVersion: '', architecture: '' }],
  ])('deb %s', (_, sketch, expected) => {
    const { metadataType, metadata } = syftMetadata(pkg({ type: 'deb', ...sketch }));
    expect(metadataType).toBe('dpkg-db-entry');
    expect(metadata).toMatchObject(expected);
  });

  it.each<[string, Partial<Package>, object]>([
    ['epoch and release', { version: '1:1.1.1k-5.el8' }, { epoch: 1, version: '1.1.1k', release: '5.el8' }],
    ['no epoch', { version: '1.1.1k-5.el8' }, { epoch: null, version: '1.1.1k', release: '5.el8' }],
    ['epoch nought', { version: '0:1-2' }, { epoch: 0, version: '1', release: '2' }],
    ['no release', { version: '7' }, { epoch: null, version: '7', release: '' }],
    ['a dash in the version', { version: '1-2-3' }, { version: '1-2', release: '3' }],
    ['source', { source: { name: 'openssl', version: '1.1.1k-5.el8' } }, { sourceRpm: 'openssl-1.1.1k-5.el8.src.rpm' }],
    ['a source without version', { source: { name: 'zlib' } }, { sourceRpm: '' }],
    ['module', { module: 'nodejs:12:1:x' }, { modularityLabel: 'nodejs:12:1:x' }],
  ])('rpm with %s', (_, sketch, expected) => {
    expect(syftMetadata(pkg({ type: 'rpm', ...sketch })).metadata).toMatchObject(expected);
  });

  it('apk names its origin', () => {
    const { metadata } = syftMetadata(pkg({ type: 'apk', source: { name: 'openssl' }, arch: 'x86_64' }));
    expect(metadata).toMatchObject({ originPackage: 'openssl', architecture: 'x86_64' });
  });

  it('a jar in a war has a path into it', () => {
    const locations = [{ layer: 2, path: 'app.war', inside: ['WEB-INF/lib/a.jar'] }];
    expect(syftMetadata(pkg({ type: 'maven', locations })).metadata).toEqual({
      virtualPath: '/app.war:WEB-INF/lib/a.jar',
    });
  });

  it('claims nothing of what it does not know', () => {
    for (const type of ['npm', 'pypi', 'gem', 'cargo', 'golang'] as const)
      expect(syftMetadata(pkg({ type }))).toEqual({});
  });
});
