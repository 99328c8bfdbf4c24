import { parseChiselManifest } from '../../formats/bytes/chisel.ts';
import { canonicalPath } from '../../formats/bytes/entry-path.ts';
import { type CatalogedPackage, packageIdOf } from '../../model/package.ts';
import type { Cataloger, ImageState, RecordedDigest } from '../../model/reader.ts';

export interface ChiselFact {
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly arch?: string;
    /** Path, SHA-256 in hexadecimal or nothing, path, … */
    readonly files: readonly string[];
  }[];
}

/** Packages of which Canonical's chisel cut slices into an image without dpkg. They all come from Ubuntu's archive. */
export const chisel: Cataloger<ChiselFact> = {
  id: 'chisel',
  version: 1,
  selects: [{ path: 'var/lib/chisel/manifest.wall', maxBytes: 64 << 20 }],
  read(file, note) {
    const manifest = file.truncated ? undefined : parseChiselManifest(file.bytes);
    if (manifest === undefined) {
      note({
        code: 'catalogers/chisel-unreadable',
        severity: 'error',
        message: 'The chisel manifest could not be read: packages may be missing.',
      });
      return undefined;
    }
    const packages = manifest.packages.map((pkg) => {
      const files = manifest.files.get(pkg.name) ?? [];
      return { ...pkg, files: files.flatMap(({ path, sha256 }) => [canonicalPath(path) ?? '', sha256 ?? '']) };
    });
    return { packages };
  },
  *packages(facts, state) {
    for (const { layer, path, fact } of facts) {
      for (const pkg of fact.packages) yield { ...packageOf(pkg, state), locations: [{ layer, path }] };
    }
  },
  *owned(facts, state) {
    for (const { layer, fact } of facts) {
      for (const pkg of fact.packages) {
        const digests = new Map<string, RecordedDigest | undefined>();
        for (let i = 0; i + 1 < pkg.files.length; i += 2) {
          const hex = pkg.files[i + 1]!;
          if (pkg.files[i] !== '') digests.set(pkg.files[i]!, hex === '' ? undefined : { algorithm: 'sha256', hex });
        }
        const digestOf = (path: string) => digests.get(path);
        yield { owner: packageIdOf(packageOf(pkg, state)), layer, paths: [...digests.keys()], digestOf };
      }
    }
  },
};

/** The manifest does not tell the source package: knowledge filed under sources finds it under the binary's name at best. */
function packageOf(pkg: ChiselFact['packages'][number], state: ImageState): Omit<CatalogedPackage, 'locations'> {
  return {
    type: 'deb',
    ...(state.distro !== undefined && { namespace: state.distro.id }),
    name: pkg.name,
    version: pkg.version,
    ...(pkg.arch !== undefined && { arch: pkg.arch }),
    vendor: 'distro',
    relation: 'unknown',
    licenses: [],
  };
}
