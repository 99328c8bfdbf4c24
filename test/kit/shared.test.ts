import { expect, it } from 'vitest';
import { imageFiles, layersOf, reasonToSkip, sharedDirectory, truthOf } from './shared.ts';

const present = sharedDirectory() !== undefined;

it.skipIf(!present)(`reads gzip and zstd layers of the shared images${reasonToSkip()}`, async () => {
  const gzip = await imageFiles(
    'alpine-app:3.18',
    (path) => path === 'etc/os-release' || path === 'usr/lib/os-release',
  );
  expect(Object.keys(gzip).length).toBeGreaterThan(0);
  const zstd = await imageFiles('python-api:bookworm', (path) => path === 'var/lib/dpkg/status');
  expect(Object.keys(zstd)).toEqual(['var/lib/dpkg/status']);
});

it.skipIf(!present)(`picks linux/amd64 in an index and reads truths${reasonToSkip()}`, async () => {
  expect((await layersOf('multi-arch:latest')).length).toBeGreaterThan(0);
  const [row] = truthOf('python-api:bookworm').filter(({ ownedBy }) => ownedBy === 'python3-certifi');
  expect(row).toMatchObject({ type: 'pypi', name: 'certifi', layer: 1 });
});
