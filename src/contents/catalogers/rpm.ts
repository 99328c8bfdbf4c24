import { canonicalPath } from '../../formats/bytes/entry-path.ts';
import { parseRpmHeader, type RpmHeader, rpmTags } from '../../formats/bytes/rpmdb/header.ts';
import { parseRpmManifest } from '../../formats/bytes/rpmdb/manifest.ts';
import { sqliteRows } from '../../formats/bytes/rpmdb/sqlite.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { Distro } from '../../model/distro.ts';
import { type CatalogedPackage, packageIdOf, type Vendor } from '../../model/package.ts';
import type { Cataloger, ImageState, LayerFile, Located, OwnedFiles, RecordedDigest } from '../../model/reader.ts';
import { placedPackages } from './parts/placed-packages.ts';

/** One installed package. Files are columns: the facts of a large image stay small. */
interface InstalledRpm {
  readonly name: string;
  /** `[epoch:]version-release`. */
  readonly version: string;
  readonly arch?: string;
  readonly vendor?: string;
  readonly license?: string;
  readonly sourceRpm?: string;
  readonly module?: string;
  readonly files?: {
    readonly directories: readonly string[];
    readonly directoryOf: readonly number[];
    readonly names: readonly string[];
    /** Hexadecimal, empty where there is none (directories, links). */
    readonly digests: readonly string[];
    readonly algorithm?: RecordedDigest['algorithm'];
  };
}

export type RpmFact =
  | { readonly kind: 'database'; readonly packages: readonly InstalledRpm[] }
  /** A database in a form that is not read: its packages are unknown, and that is said of the states that show it. */
  | { readonly kind: 'unread'; readonly form: 'Berkeley DB' | 'ndb' };

/** Where rpm keeps its database: of old, since Fedora 36 and in SUSE, in OSTree images. */
const DIRECTORIES = ['var/lib/rpm', 'usr/lib/sysimage/rpm', 'usr/share/rpm'] as const;
const DATABASE_BYTES = 192 << 20;
const MANIFEST = 'var/lib/rpmmanifest/container-manifest-2';

/** Digest algorithms by their number in OpenPGP (RFC 4880 §9.4), those that a recorded digest may have. */
const ALGORITHMS: Readonly<Record<number, RecordedDigest['algorithm']>> = {
  1: 'md5',
  2: 'sha1',
  8: 'sha256',
  10: 'sha512',
};

/** Distribution id → beginnings, in lower case, of the vendor tag of its own packages. */
const VENDORS: Readonly<Record<string, readonly string[]>> = {
  almalinux: ['almalinux'],
  amzn: ['amazon linux', 'amazon.com', 'amazon'],
  anolis: ['openanolis', 'alibaba'],
  azurelinux: ['microsoft'],
  centos: ['centos', 'red hat'],
  fedora: ['fedora project'],
  mageia: ['mageia'],
  mariner: ['microsoft'],
  ol: ['oracle america', 'oracle'],
  openeuler: ['http://openeuler.org', 'https://openeuler.org', 'openeuler'],
  'opensuse-leap': ['opensuse', 'suse'],
  'opensuse-microos': ['opensuse', 'suse'],
  'opensuse-tumbleweed': ['opensuse', 'suse'],
  photon: ['vmware', 'broadcom'],
  rhel: ['red hat'],
  rocky: ['rocky'],
  'sle-micro': ['suse'],
  'sl-micro': ['suse'],
  sled: ['suse'],
  sles: ['suse'],
};

/** Packages of rpm's database in its SQLite form, and of the text manifest that stands in for it in distroless images. */
export const rpm: Cataloger<RpmFact> = {
  id: 'rpm',
  version: 1,
  selects: [
    ...DIRECTORIES.map((directory) => ({
      path: `${directory}/rpmdb.sqlite`,
      maxBytes: DATABASE_BYTES,
      companions: ['rpmdb.sqlite-wal'],
    })),
    // Berkeley DB and ndb: the head alone, to say that there is a database that was not read.
    ...DIRECTORIES.flatMap((directory) => [
      { path: `${directory}/Packages`, maxBytes: 16 },
      { path: `${directory}/Packages.db`, maxBytes: 16 },
    ]),
    { path: MANIFEST, maxBytes: 16 << 20 },
  ],
  read(file, note) {
    if (file.path.endsWith('/Packages'))
      return file.sizeBytes === 0 ? undefined : { kind: 'unread', form: 'Berkeley DB' };
    if (file.path.endsWith('/Packages.db')) return file.sizeBytes === 0 ? undefined : { kind: 'unread', form: 'ndb' };
    if (file.path === MANIFEST) return readManifest(file, note);
    return readDatabase(file, note);
  },
  *packages(facts, state, note) {
    for (const { layer, path, fact } of facts) {
      if (fact.kind !== 'unread') continue;
      note({
        code: 'catalogers/rpm-database-not-read',
        severity: 'error',
        message: `The rpm database is in the ${fact.form} form, which is not read: its packages are unknown.`,
        layer,
        path,
      });
    }
    for (const { pkg, locations } of placedPackages(databasesIn(facts)))
      yield { ...packageOf(pkg, state.distro), locations };
  },
  *owned(facts, state) {
    for (const { pkg, locations } of placedPackages(databasesIn(facts))) {
      if (pkg.files === undefined) continue;
      yield ownedOf(pkg.files, packageIdOf(packageOf(pkg, state.distro)), locations[0]!.layer);
    }
  },
};

function readDatabase(file: LayerFile, note: Note): RpmFact | undefined {
  const complaints = new Set<string>();
  const complain = (problem: string) => complaints.size < 4 && complaints.add(problem);
  if (file.truncated) complain('the file is larger than what is read of it');
  const packages: InstalledRpm[] = [];
  for (const [, blob] of sqliteRows(file.bytes, file.companions.get('rpmdb.sqlite-wal'), 'Packages', complain)) {
    const header = blob instanceof Uint8Array ? parseRpmHeader(blob) : undefined;
    const pkg = header && installedRpmOf(header);
    if (pkg === undefined) complain('a row of Packages is no header of a package');
    // Imported signing keys lie in the same table; they are no packages.
    else if (pkg.name !== 'gpg-pubkey') packages.push(pkg);
  }
  if (complaints.size > 0) {
    note({
      code: 'catalogers/rpm-database-damaged',
      severity: 'error',
      message: `The rpm database is damaged and packages may be missing: ${[...complaints].join('; ')}.`,
    });
  }
  return packages.length === 0 && complaints.size > 0 ? undefined : { kind: 'database', packages };
}

function installedRpmOf(header: RpmHeader): InstalledRpm | undefined {
  const name = header.text(rpmTags.name);
  const version = header.text(rpmTags.version);
  const release = header.text(rpmTags.release);
  if (!name || !version || !release) return undefined;
  const epoch = header.numbers(rpmTags.epoch)[0];
  const facts = {
    arch: header.text(rpmTags.arch),
    vendor: header.text(rpmTags.vendor),
    license: header.text(rpmTags.license),
    sourceRpm: header.text(rpmTags.sourceRpm),
    module: header.text(rpmTags.modularityLabel),
    files: filesOf(header),
  };
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ''));
  return { name, version: `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}`, ...known };
}

function filesOf(header: RpmHeader): InstalledRpm['files'] {
  const names = header.texts(rpmTags.baseNames);
  const digests = header.texts(rpmTags.fileDigests);
  const algorithm = ALGORITHMS[header.numbers(rpmTags.fileDigestAlgorithm)[0] ?? 1];
  const common = { digests, ...(algorithm !== undefined && { algorithm }) };
  if (names.length > 0) {
    const directories = header.texts(rpmTags.directoryNames);
    return { directories, directoryOf: header.numbers(rpmTags.directoryIndexes), names, ...common };
  }
  // Packages built before rpm 4 record whole paths.
  const paths = header.texts(rpmTags.oldFileNames);
  return paths.length === 0
    ? undefined
    : { directories: [''], directoryOf: paths.map(() => 0), names: paths, ...common };
}

function readManifest(file: LayerFile, note: Note): RpmFact {
  const packages: InstalledRpm[] = [];
  let bad = file.truncated ? 1 : 0;
  for (const line of parseRpmManifest(file.bytes)) {
    if (line === undefined) bad++;
    else if (line.name !== 'gpg-pubkey') {
      const { epoch, version, ...rest } = line;
      packages.push({ ...rest, version: `${epoch === undefined ? '' : `${epoch}:`}${version}` });
    }
  }
  if (bad > 0) {
    note({
      code: 'catalogers/rpm-manifest-unreadable',
      severity: 'error',
      message: `Lines of the rpm manifest could not be read (${bad}): packages may be missing.`,
    });
  }
  return { kind: 'database', packages };
}

type Database = RpmFact & { readonly kind: 'database' };

function databasesIn(facts: readonly Located<RpmFact>[]): Located<Database>[] {
  return facts.filter((located): located is Located<Database> => located.fact.kind === 'database');
}

function packageOf(pkg: InstalledRpm, distro: ImageState['distro']): Omit<CatalogedPackage, 'locations'> {
  const source = pkg.sourceRpm === undefined ? undefined : parseSourceRpm(pkg.sourceRpm);
  return {
    type: 'rpm',
    ...(distro !== undefined && { namespace: distro.id }),
    name: pkg.name,
    version: pkg.version,
    ...(pkg.arch !== undefined && { arch: pkg.arch }),
    ...(source !== undefined && { source }),
    vendor: vendorOf(pkg.vendor, distro),
    ...(pkg.module !== undefined && { module: pkg.module }),
    relation: 'unknown',
    licenses: pkg.license === undefined ? [] : [pkg.license],
  };
}

/** `openssl-1.1.1k-5.el8.src.rpm` → openssl, 1.1.1k-5.el8. The epoch of a source package is recorded nowhere. */
function parseSourceRpm(file: string): { name: string; version: string } | undefined {
  const match = /\.(?:no)?src\.rpm$/.exec(file);
  const stem = match === null ? '' : file.slice(0, match.index);
  const release = stem.lastIndexOf('-');
  const version = stem.lastIndexOf('-', release - 1);
  return version <= 0 || release < 0 ? undefined : { name: stem.slice(0, version), version: stem.slice(version + 1) };
}

/** A distribution that the table lacks counts as the vendor when the tag begins with its id; else nothing is claimed. */
function vendorOf(tag: string | undefined, distro: Distro | undefined): Vendor {
  const vendor = tag?.trim().toLowerCase() ?? '';
  if (vendor === '' || distro === undefined) return 'unknown';
  const own = Object.hasOwn(VENDORS, distro.id) ? VENDORS[distro.id] : undefined;
  if ((own ?? [distro.id]).some((start) => vendor.startsWith(start))) return 'distro';
  return own === undefined ? 'unknown' : 'third-party';
}

function ownedOf(files: NonNullable<InstalledRpm['files']>, owner: string, layer: number): OwnedFiles {
  const paths: string[] = [];
  const digests = new Map<string, string>();
  files.names.forEach((name, index) => {
    const directory = files.directories[files.directoryOf[index] ?? -1];
    const path = directory === undefined ? undefined : canonicalPath(directory + name);
    if (!path) return;
    paths.push(path);
    const hex = files.digests[index];
    if (hex) digests.set(path, hex.toLowerCase());
  });
  const algorithm = files.algorithm;
  return {
    owner,
    layer,
    paths,
    digestOf(path) {
      const hex = digests.get(path);
      return hex === undefined || algorithm === undefined ? undefined : { algorithm, hex };
    },
  };
}
