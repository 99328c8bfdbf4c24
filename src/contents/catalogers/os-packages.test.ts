import { describe, expect, it } from 'vitest';
import { catalogFiles, plainTree, readFiles } from '../../../test/kit/catalog.ts';
import { imageFiles, sharedDirectory, truthOf } from '../../../test/kit/shared.ts';
import { packageIdOf } from '../../model/package.ts';
import { purlOf } from '../../model/purl.ts';
import type { Cataloger } from '../../model/reader.ts';
import { distroIn, osRelease } from '../distro.ts';
import { apk } from './apk.ts';
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
        purl: purlOf({ ...pkg, id: packageIdOf(pkg), visible: true }, distro),
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
