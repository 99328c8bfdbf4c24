import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseChiselManifest } from './chisel.ts';

const wall = (lines: readonly unknown[], count = lines.length + 1) =>
  zstdCompressSync(
    [{ jsonwall: '1.0', schema: '1.0', count }, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(''),
  );

const lines = [
  { kind: 'package', name: 'base-files', version: '13ubuntu10', sha256: 'ab', arch: 'amd64' },
  {
    kind: 'path',
    path: '/etc/os-release',
    mode: '0777',
    slices: ['base-files_release-info'],
    link: '../usr/lib/os-release',
  },
  {
    kind: 'path',
    path: '/usr/lib/os-release',
    mode: '0644',
    slices: ['base-files_release-info'],
    sha256: 'cd',
    size: 9,
  },
  { kind: 'path', path: '/etc/x', mode: '0644', slices: ['a_config', 'b_config'], sha256: '01', final_sha256: '02' },
  { kind: 'slice', name: 'base-files_release-info' },
];

describe('parseChiselManifest', () => {
  it('reads packages and their files', () => {
    expect(parseChiselManifest(wall(lines))).toEqual({
      packages: [{ name: 'base-files', version: '13ubuntu10', arch: 'amd64' }],
      files: new Map([
        ['base-files', [{ path: '/etc/os-release' }, { path: '/usr/lib/os-release', sha256: 'cd' }]],
        ['a', [{ path: '/etc/x', sha256: '02' }]],
        ['b', [{ path: '/etc/x', sha256: '02' }]],
      ]),
    });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['no zstd', new TextEncoder().encode('{"jsonwall":"1.0"}')],
    ['fewer lines than promised', wall(lines, 9)],
    ['another format', zstdCompressSync('{"jsonwall":"2.0","count":1}\n')],
    ['lines that are no JSON', zstdCompressSync('{"jsonwall":"1.0","count":2}\n{"kind"\n')],
  ])('refuses %s', (_, bytes) => {
    expect(parseChiselManifest(bytes)).toBeUndefined();
  });
});
