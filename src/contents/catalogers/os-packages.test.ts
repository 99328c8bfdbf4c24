import { readFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { catalogFiles, plainTree, readFiles } from '../../../test/kit/catalog.ts';
import { describeCataloger } from '../../../test/kit/reader-contract.ts';
import { imageFiles, sharedDirectory, truthOf } from '../../../test/kit/shared.ts';
import { packageIdOf } from '../../model/package.ts';
import { purlOf } from '../../model/purl.ts';
import type { Cataloger } from '../../model/reader.ts';
import { distroIn, osRelease } from '../distro.ts';
import { apk } from './apk.ts';
import { chisel } from './chisel.ts';
import { dpkg } from './dpkg.ts';
import { rpm } from './rpm.ts';

const subjects: readonly (readonly [ref: string, cataloger: Cataloger<never>, distro: string])[] = [
  ['debian-web:bullseye', dpkg as Cataloger<never>, 'debian 11'],
  ['debian-web:bullseye-patched', dpkg as Cataloger<never>, 'debian 11'],
  ['python-api:bookworm', dpkg as Cataloger<never>, 'debian 12'],
  ['leaky:bookworm', dpkg as Cataloger<never>, 'debian 12'],
  ['java-shop:distroless', dpkg as Cataloger<never>, 'debian 12'],
  ['alpine-app:3.18', apk as Cataloger<never>, 'alpine 3.18.9'],
  ['web-old:1', apk as Cataloger<never>, 'alpine 3.10.3'],
  ['web-new:1', apk as Cataloger<never>, 'alpine 3.10.9'],
  ['rpm-app:1', rpm as Cataloger<never>, 'rocky 8.5'],
  ['rpm-usr:1', rpm as Cataloger<never>, 'fedora 38'],
];

const present = sharedDirectory() !== undefined;
const isOfInterest = (path: string) => /^(?:etc|var\/lib|(?:usr\/)?lib|usr\/share\/(?:doc|rpm))\//.test(path);

describe('packages of the operating system in real images', () => {
  for (const [ref, cataloger, release] of subjects) {
    const claim = `${ref} holds what the native tool lists, and no more`;
    it.skipIf(!present)(present ? claim : `${claim} (skipped: needs ../shared/images)`, async () => {
      const files = await imageFiles(ref, isOfInterest);
      const distro = distroIn(readFiles(osRelease, files).facts, plainTree(files));
      expect(`${distro?.id} ${distro?.versionId}`).toBe(release);
      const { packages, owned, diagnostics } = catalogFiles(cataloger, files, distro);
      expect(diagnostics).toEqual([]);
      const rows = packages.map(({ source, ...pkg }) => ({
        type: pkg.type,
        name: pkg.name,
        version: pkg.version,
        // The module label is a qualifier that the truth does not write.
        purl: purlOf({ ...pkg, id: packageIdOf(pkg), visible: true }, distro).replace(/&rpmmod=.*/, ''),
        path: pkg.locations[0]?.path,
        source: source?.name,
        sourceVersion: source?.version,
      }));
      const truth = truthOf(ref)
        .filter(({ type }) => type === cataloger.id.replace('dpkg', 'deb'))
        .map(({ type, name, version, purl, path, source, sourceVersion }) => {
          return { type, name, version, purl, path, source, sourceVersion };
        });
      const byPurl = (a: { purl: string }, b: { purl: string }) => (a.purl < b.purl ? -1 : 1);
      expect(rows.sort(byPurl)).toEqual(truth.sort(byPurl));
      expect([...new Set(packages.map(({ vendor }) => vendor))]).toEqual(['distro']);
      const ids = new Set(packages.map(packageIdOf));
      expect(owned.every(({ owner, paths }) => ids.has(owner) && paths.length > 0)).toBe(true);
      expect(owned.length).toBeGreaterThan(packages.length / 2);
    });
  }
});

/** The same cataloger with digests in place of the functions that answer them: so they are asked for, and can be compared. */
function withDigests<F>(cataloger: Cataloger<F>): Cataloger<F> {
  return {
    ...cataloger,
    *owned(facts, state) {
      for (const { digestOf, ...owned } of cataloger.owned?.(facts, state) ?? [])
        yield { ...owned, digests: owned.paths.map((path) => digestOf?.(path)) } as typeof owned;
    },
  };
}

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`testdata/rpm/${name}`, import.meta.url)));
const encode = (...lines: readonly string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));

const status = encode(
  'Package: a',
  'Status: install ok installed',
  'Version: 1-1',
  'Architecture: all',
  'Source: b (2)',
);
const list = encode('/.', '/usr', '/usr/bin', '/usr/bin/a');
const sums = encode('d41d8cd98f00b204e9800998ecf8427e  usr/bin/a');
const info = { 'var/lib/dpkg/info/a.list': list, 'var/lib/dpkg/info/a.md5sums': sums };
describeCataloger(withDigests(dpkg), [
  { path: 'var/lib/dpkg/status', bytes: status, companions: info },
  { path: 'var/lib/dpkg/info/a.list', bytes: list, companions: { ...info, 'var/lib/dpkg/status': status } },
  { path: 'var/lib/dpkg/info/a.md5sums', bytes: sums, companions: { ...info, 'var/lib/dpkg/status': status } },
]);

const installed = encode('P:a', 'V:1-r0', 'A:x86_64', 'o:b', 'F:etc', 'R:x', 'Z:Q1olh8TpdAi2QnTl4FK3TjdUiSwTo=');
describeCataloger(withDigests(apk), [{ path: 'lib/apk/db/installed', bytes: installed }]);

const database = 'var/lib/rpm/rpmdb.sqlite';
const wal = { [`${database}-wal`]: fixture('rpmdb.sqlite-wal') };
describeCataloger(withDigests(rpm), [{ path: database, bytes: fixture('rpmdb.sqlite'), companions: wal }]);

const wall = encode(
  '{"jsonwall":"1.0","schema":"1.0","count":3}',
  '{"kind":"package","name":"libc6","version":"2.39-0ubuntu8","sha256":"ab","arch":"amd64"}',
  '{"kind":"path","path":"/lib/libc.so.6","mode":"0755","slices":["libc6_libs"],"sha256":"0123","size":9}',
);
describeCataloger(withDigests(chisel), [{ path: 'var/lib/chisel/manifest.wall', bytes: zstdCompressSync(wall) }]);
