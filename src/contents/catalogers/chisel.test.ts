import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import { chisel } from './chisel.ts';

const PATH = 'var/lib/chisel/manifest.wall';
const bytes = zstdCompressSync(
  [
    { jsonwall: '1.0', schema: '1.0', count: 4 },
    { kind: 'package', name: 'libc6', version: '2.39-0ubuntu8', sha256: 'ab', arch: 'amd64' },
    { kind: 'path', path: '/usr/lib/x/libc.so.6', mode: '0755', slices: ['libc6_libs'], sha256: '0123', size: 9 },
    { kind: 'path', path: '/lib64/', mode: '0755', slices: ['libc6_libs'] },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join(''),
);

describe('chisel', () => {
  it('reads packages and what they own', () => {
    const ubuntu = { id: 'ubuntu', idLike: ['debian'], versionId: '24.04', prettyName: 'Ubuntu 24.04 LTS' };
    const { packages, owned, diagnostics } = catalogFiles(chisel, { [PATH]: bytes }, ubuntu);
    expect(diagnostics).toEqual([]);
    expect(packages).toEqual([
      {
        type: 'deb',
        namespace: 'ubuntu',
        name: 'libc6',
        version: '2.39-0ubuntu8',
        arch: 'amd64',
        vendor: 'distro',
        relation: 'unknown',
        licenses: [],
        locations: [{ layer: 0, path: PATH }],
      },
    ]);
    expect(owned[0]).toMatchObject({
      owner: 'deb/ubuntu/libc6@2.39-0ubuntu8?arch=amd64',
      paths: ['usr/lib/x/libc.so.6', 'lib64'],
    });
    expect(owned[0]?.digestOf?.('usr/lib/x/libc.so.6')).toEqual({ algorithm: 'sha256', hex: '0123' });
    expect(owned[0]?.digestOf?.('lib64')).toBeUndefined();
  });

  it('notes a manifest that cannot be read', () => {
    const { packages, diagnostics } = catalogFiles(chisel, { [PATH]: bytes.subarray(0, 40) });
    expect(packages).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['catalogers/chisel-unreadable']);
  });
});
