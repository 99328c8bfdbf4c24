import { Buffer } from 'node:buffer';
import { canonicalPath } from '../../formats/bytes/entry-path.ts';
import { linesOf } from '../../formats/bytes/lines.ts';
import { type CatalogedPackage, packageIdOf, type Vendor } from '../../model/package.ts';
import type { Cataloger, ImageState, OwnedFiles, RecordedDigest } from '../../model/reader.ts';
import { placedPackages } from './parts/placed-packages.ts';

/** One installed package; `folders` are directories with their files, each with its checksum as recorded, or alone. */
interface InstalledApk {
  readonly name: string;
  readonly version: string;
  readonly arch?: string;
  readonly license?: string;
  readonly origin?: string;
  readonly maintained?: true;
  readonly folders: readonly (readonly [directory: string, ...files: (readonly [name: string, checksum?: string])[]])[];
}

export interface ApkFact {
  readonly packages: readonly InstalledApk[];
}

/** apk's database of installed packages (apk-tools, "APK installed database"); apk-tools 3 moved it below usr. */
export const apk: Cataloger<ApkFact> = {
  id: 'apk',
  version: 1,
  selects: [
    { path: 'lib/apk/db/installed', maxBytes: 256 << 20 },
    { path: 'usr/lib/apk/db/installed', maxBytes: 256 << 20 },
  ],
  read(file, note) {
    const packages: InstalledApk[] = [];
    let incomplete = file.truncated ? 1 : 0;
    for (const pkg of installedApksIn(file.bytes)) {
      if (pkg === undefined) incomplete++;
      else packages.push(pkg);
    }
    if (incomplete > 0) {
      note({
        code: 'catalogers/apk-unreadable',
        severity: 'error',
        message: `Entries of apk's database lack a name or a version (${incomplete}): packages may be missing.`,
      });
    }
    return packages.length === 0 && incomplete > 0 ? undefined : { packages };
  },
  *packages(facts, state) {
    for (const { pkg, locations } of placedPackages(facts)) yield { ...packageOf(pkg, state), locations };
  },
  *owned(facts, state) {
    for (const { pkg, locations } of placedPackages(facts)) {
      if (pkg.folders.length > 0) yield ownedOf(pkg, packageIdOf(packageOf(pkg, state)), locations[0]!.layer);
    }
  },
};

/** Paragraphs of one-letter fields; `F:` opens a directory, `R:` a file in it, `Z:` is the file's checksum. Undefined for a bad one. */
function* installedApksIn(bytes: Uint8Array): Generator<InstalledApk | undefined> {
  let fields = new Map<string, string>();
  let folders: [string, ...[string, string?][]][] = [];
  for (const line of linesOf(bytes)) {
    const value = line.slice(2);
    if (line === '') {
      if (fields.size > 0) yield installedApkOf(fields, folders);
      fields = new Map();
      folders = [];
    } else if (line[1] !== ':') fields.set('?', '');
    else if (line[0] === 'F') folders.push([value]);
    else if (line[0] === 'R') folders.at(-1)?.push([value]);
    else if (line[0] === 'Z') {
      const file = folders.at(-1)?.at(-1);
      if (Array.isArray(file)) file[1] = value;
    } else if ('PVALom'.includes(line[0]!)) fields.set(line[0]!, value);
  }
  if (fields.size > 0) yield installedApkOf(fields, folders);
}

function installedApkOf(
  fields: ReadonlyMap<string, string>,
  folders: InstalledApk['folders'],
): InstalledApk | undefined {
  const name = fields.get('P');
  const version = fields.get('V');
  if (!name || !version) return undefined;
  const arch = fields.get('A');
  const license = fields.get('L');
  const origin = fields.get('o');
  return {
    name,
    version,
    ...(arch && { arch }),
    ...(license && { license }),
    ...(origin && { origin }),
    ...(fields.get('m') && { maintained: true }),
    folders: folders.filter(({ length }) => length > 1),
  };
}

function packageOf(pkg: InstalledApk, state: ImageState): Omit<CatalogedPackage, 'locations'> {
  return {
    type: 'apk',
    ...(state.distro !== undefined && { namespace: state.distro.id }),
    name: pkg.name,
    version: pkg.version,
    ...(pkg.arch !== undefined && { arch: pkg.arch }),
    source: { name: pkg.origin ?? pkg.name, version: pkg.version },
    vendor: vendorOf(pkg),
    relation: 'unknown',
    licenses: licensesOf(pkg.license ?? ''),
  };
}

/**
 * `.build-deps` of `apk add --virtual` is a name for a set of packages, made up on this very system: no repository has it.
 * `apk list --installed` shows it, so it stays, as somebody else's. Any other package tells its origin or maintainer.
 */
function vendorOf(pkg: InstalledApk): Vendor {
  if (pkg.name.startsWith('.')) return 'third-party';
  return pkg.origin !== undefined || pkg.maintained ? 'distro' : 'unknown';
}

/** An SPDX expression as it stands; before Alpine 3.10 also bare names with blanks between (`MIT BSD GPL2+`). */
function licensesOf(text: string): readonly string[] {
  if (/ (?:AND|OR|WITH) /i.test(text)) return [text];
  return [...new Set(text.split(' ').filter((name) => name !== ''))];
}

function ownedOf(pkg: InstalledApk, owner: string, layer: number): OwnedFiles {
  const checksums = new Map<string, string | undefined>();
  for (const [directory, ...files] of pkg.folders) {
    for (const [name, checksum] of files) {
      const path = canonicalPath(directory === '' ? name : `${directory}/${name}`);
      if (path) checksums.set(path, checksum);
    }
  }
  return {
    owner,
    layer,
    paths: [...checksums.keys()],
    digestOf(path) {
      const checksum = checksums.get(path);
      return checksum === undefined ? undefined : parseChecksum(checksum);
    },
  };
}

/** `Q1` and base64 of a SHA-1, `Q2` of a SHA-256 (apk-tools, `src/blob.c`). Of a symbolic link it is the target's: of no use here. */
function parseChecksum(text: string): RecordedDigest | undefined {
  const algorithm = text.startsWith('Q1') ? 'sha1' : text.startsWith('Q2') ? 'sha256' : undefined;
  const bytes = Buffer.from(text.slice(2), 'base64');
  if (algorithm === undefined || bytes.length !== (algorithm === 'sha1' ? 20 : 32)) return undefined;
  return { algorithm, hex: bytes.toString('hex') };
}
