import { type Paragraph, parseDeb822 } from '../../formats/bytes/deb822.ts';
import { canonicalPath } from '../../formats/bytes/entry-path.ts';
import { linesOf } from '../../formats/bytes/lines.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { Location } from '../../model/evidence.ts';
import { type CatalogedPackage, packageIdOf, type Vendor } from '../../model/package.ts';
import type { Cataloger, ImageState, LayerFile, Located, OwnedFiles, RecordedDigest } from '../../model/reader.ts';
import { type Placed, placedPackages } from './parts/placed-packages.ts';

/** A state in which files of the package are on disk (dpkg(1), "Package states"); `installed` is left out. */
type Unfinished = 'half-installed' | 'unpacked' | 'half-configured' | 'triggers-awaited' | 'triggers-pending';

interface InstalledDeb {
  readonly name: string;
  readonly version: string;
  readonly arch?: string;
  /** As the field has it: `name` or `name (version)`. */
  readonly source?: string;
  readonly state?: Unfinished;
  /** What the control fields alone tell. */
  readonly vendor: Vendor;
  readonly origin?: string;
}

export type DpkgFact =
  | { readonly kind: 'status'; readonly packages: readonly InstalledDeb[] }
  | { readonly kind: 'list'; readonly paths: readonly string[] }
  /** Path, its MD5 in hexadecimal, path, … */
  | { readonly kind: 'digests'; readonly files: readonly string[] }
  | { readonly kind: 'copyright'; readonly licenses: readonly string[] };

const STATUS = 'var/lib/dpkg/status';
/** One control file a package, without Status line: what distroless images have in place of a status file. */
const STATUS_DIRECTORY = 'var/lib/dpkg/status.d';
const INFO_DIRECTORY = 'var/lib/dpkg/info';
const DOCUMENTATION = 'usr/share/doc';

const CONTROL_FIELDS: ReadonlySet<string> = new Set([
  'package',
  'version',
  'architecture',
  'status',
  'source',
  'maintainer',
  'origin',
  'vendor',
  'license',
]);
const COPYRIGHT_FIELDS: ReadonlySet<string> = new Set(['format', 'license']);
const UNFINISHED: ReadonlySet<string> = new Set<Unfinished>([
  'half-installed',
  'unpacked',
  'half-configured',
  'triggers-awaited',
  'triggers-pending',
]);

/**
 * Publishers of their own repositories, by the mail domain of Maintainer. Of the 63,666 packages of Debian 12 three have such an
 * address too (employees who maintain them): these would be taken for foreign.
 */
const PUBLISHERS: readonly string[] = [
  'chromium.org',
  'confluent.io',
  'datadoghq.com',
  'docker.com',
  'elastic.co',
  'github.com',
  'gitlab.com',
  'google.com',
  'grafana.com',
  'hashicorp.com',
  'influxdata.com',
  'microsoft.com',
  'mongodb.com',
  'nginx.com',
  'nodesource.com',
  'nvidia.com',
  'oracle.com',
  'percona.com',
  'puppet.com',
];
/** What publishers put into versions: PostgreSQL's, Ondřej Surý's and NodeSource's repositories. */
const PUBLISHER_VERSION = /\.pgdg\d|\+deb\.sury\.org|nodesource/;

/** Packages that dpkg knows (dpkg(1)), also of distroless images. */
export const dpkg: Cataloger<DpkgFact> = {
  id: 'dpkg',
  version: 1,
  selects: [
    { path: STATUS, maxBytes: 256 << 20 },
    { parent: STATUS_DIRECTORY, maxBytes: 16 << 20 },
    { parent: INFO_DIRECTORY, suffix: '.list', maxBytes: 64 << 20 },
    { parent: INFO_DIRECTORY, suffix: '.md5sums', maxBytes: 64 << 20 },
    { under: DOCUMENTATION, suffix: 'copyright', maxBytes: 1 << 20 },
  ],
  read(file, note) {
    if (file.truncated) tell(note, 'catalogers/dpkg-truncated', 'A file of dpkg is larger than what is read of it.');
    if (file.path.startsWith(`${DOCUMENTATION}/`)) return readCopyright(file);
    if (file.path.endsWith('.list')) return readList(file);
    if (file.path.endsWith('.md5sums')) return readDigests(file);
    return readStatus(file, note);
  },
  *packages(facts, state, note) {
    const records = new Map(facts.map((located) => [located.path, located]));
    for (const { pkg, locations } of installedIn(facts)) {
      if (pkg.state === 'half-installed' || pkg.state === 'unpacked' || pkg.state === 'half-configured') {
        note({
          code: 'catalogers/dpkg-unfinished',
          severity: 'warning',
          message: `${pkg.name} ${pkg.version} is ${pkg.state}: all or some of its files are there, so it counts as installed.`,
          ...locations[0],
        });
      }
      const paths = ownedOf(pkg, locations, records)?.paths ?? [];
      const vendor = isForeign(pkg, paths, state) ? 'third-party' : pkg.vendor;
      yield { ...packageOf(pkg, state), vendor, licenses: licensesOf(pkg, records, state), locations };
    }
  },
  *owned(facts, state) {
    const records = new Map(facts.map((located) => [located.path, located]));
    for (const { pkg, locations } of installedIn(facts)) {
      const owned = ownedOf(pkg, locations, records);
      if (owned !== undefined) yield { owner: packageIdOf(packageOf(pkg, state)), ...owned };
    }
  },
};

function tell(note: Note, code: `catalogers/${string}`, message: string): void {
  note({ code, severity: 'error', message });
}

function readStatus(file: LayerFile, note: Note): DpkgFact | undefined {
  const packages: InstalledDeb[] = [];
  let incomplete = 0;
  for (const paragraph of parseDeb822(file.bytes, CONTROL_FIELDS)) {
    const state = paragraph.get('status')?.split(/\s+/).at(-1) ?? 'installed';
    // `dpkg-query -W` lists config-files too; of those only configuration is left. It does not list not-installed.
    if (state === 'config-files' || state === 'not-installed') continue;
    const pkg = installedDebOf(paragraph, state);
    if (pkg === undefined) incomplete++;
    else packages.push(pkg);
  }
  if (incomplete > 0) {
    const what = `Entries of dpkg's status lack a name, a version or a known state (${incomplete})`;
    tell(note, 'catalogers/dpkg-unreadable', `${what}: packages may be missing.`);
  }
  return packages.length === 0 && incomplete > 0 ? undefined : { kind: 'status', packages };
}

function installedDebOf(paragraph: Paragraph, state: string): InstalledDeb | undefined {
  const name = paragraph.get('package');
  const version = paragraph.get('version');
  if (!name || !version || (state !== 'installed' && !UNFINISHED.has(state))) return undefined;
  const arch = paragraph.get('architecture');
  const source = paragraph.get('source');
  const origin = paragraph.get('origin');
  return {
    name,
    version,
    ...(arch && { arch }),
    ...(source && { source }),
    ...(state !== 'installed' && { state: state as Unfinished }),
    vendor: vendorOfFields(paragraph, version),
    ...(origin && { origin }),
  };
}

function vendorOfFields(paragraph: Paragraph, version: string): Vendor {
  const maintainer = paragraph.get('maintainer') ?? '';
  const at = maintainer.lastIndexOf('@');
  const domain =
    at < 0
      ? ''
      : maintainer
          .slice(at + 1)
          .replace(/[>\s].*$/s, '')
          .toLowerCase();
  const published = PUBLISHERS.some((publisher) => domain === publisher || domain.endsWith(`.${publisher}`));
  // Debian's tools never write these two fields into a binary package; fpm and its like do.
  if (published || paragraph.has('vendor') || paragraph.has('license') || PUBLISHER_VERSION.test(version))
    return 'third-party';
  return maintainer === '' ? 'unknown' : 'distro';
}

function readList(file: LayerFile): DpkgFact {
  const paths: string[] = [];
  for (const line of linesOf(file.bytes)) {
    const path = canonicalPath(line);
    if (path) paths.push(path);
  }
  return { kind: 'list', paths };
}

function readDigests(file: LayerFile): DpkgFact {
  const files: string[] = [];
  for (const line of linesOf(file.bytes)) {
    const path = canonicalPath(line.slice(32).trimStart());
    if (path && /^[0-9a-f]{32}$/.test(line.slice(0, 32))) files.push(path, line.slice(0, 32));
  }
  return { kind: 'digests', files };
}

/** Short names of a machine-readable copyright file (DEP-5); other forms tell nothing that could be read for certain. */
function readCopyright(file: LayerFile): DpkgFact | undefined {
  if (!/^usr\/share\/doc\/[^/]+\/copyright$/.test(file.path)) return undefined;
  const licenses = new Set<string>();
  let first = true;
  for (const paragraph of parseDeb822(file.bytes, COPYRIGHT_FIELDS)) {
    if (first && !paragraph.get('format')?.includes('copyright-format')) return undefined;
    first = false;
    const name = paragraph.get('license')?.split('\n', 1)[0]?.trim();
    if (name) licenses.add(name);
  }
  return licenses.size === 0 ? undefined : { kind: 'copyright', licenses: [...licenses].sort() };
}

type Records = ReadonlyMap<string, Located<DpkgFact>>;

type Status = DpkgFact & { readonly kind: 'status' };

function installedIn(facts: readonly Located<DpkgFact>[]): Iterable<Placed<InstalledDeb>> {
  return placedPackages(facts.filter((located): located is Located<Status> => located.fact.kind === 'status'));
}

function packageOf(pkg: InstalledDeb, state: ImageState): Omit<CatalogedPackage, 'locations' | 'vendor' | 'licenses'> {
  const source = /^(\S+)(?:\s+\(([^()]*)\))?/.exec(pkg.source ?? '');
  return {
    type: 'deb',
    ...(state.distro !== undefined && { namespace: state.distro.id }),
    name: pkg.name,
    version: pkg.version,
    ...(pkg.arch !== undefined && { arch: pkg.arch }),
    source: { name: source?.[1] ?? pkg.name, version: source?.[2]?.trim() || pkg.version },
    relation: 'unknown',
  };
}

/** The distribution keeps out of opt/ (lintian, dir-or-file-in-opt), and where it writes Origin at all, writes its own name. */
function isForeign(pkg: InstalledDeb, paths: readonly string[], { distro }: ImageState): boolean {
  if (paths.some((path) => /^opt\/./.test(path))) return true;
  if (pkg.origin === undefined || distro === undefined) return false;
  return !['debian', 'ubuntu', distro.id, ...distro.idLike].includes(pkg.origin.toLowerCase());
}

/** usr/share/doc/<package> is often a link to that of a sibling. */
function licensesOf(pkg: InstalledDeb, records: Records, state: ImageState): readonly string[] {
  const path = `${DOCUMENTATION}/${pkg.name}/copyright`;
  const record = records.get(path) ?? records.get(state.tree.resolve(path) ?? '');
  return record?.fact.kind === 'copyright' ? record.fact.licenses : [];
}

/**
 * What info/<name>[:<arch>].list and .md5sums record (dpkg-query(1), --control-path), or status.d/<file>.md5sums beside a
 * control file. Undefined when nothing does.
 */
function ownedOf(
  pkg: InstalledDeb,
  locations: readonly Location[],
  records: Records,
): Omit<OwnedFiles, 'owner'> | undefined {
  const stems = [`${INFO_DIRECTORY}/${pkg.name}:${pkg.arch}`, `${INFO_DIRECTORY}/${pkg.name}`];
  for (const { path } of locations) if (path !== STATUS) stems.push(path);
  const find = (suffix: string) =>
    records.get(stems.map((stem) => stem + suffix).find((path) => records.has(path)) ?? '');
  const list = find('.list');
  const sums = find('.md5sums');
  const files = sums?.fact.kind === 'digests' ? sums.fact.files : [];
  const record = list ?? sums;
  if (record === undefined) return undefined;
  let digests: Map<string, RecordedDigest> | undefined;
  return {
    layer: record.layer,
    paths: list?.fact.kind === 'list' ? list.fact.paths : files.filter((_, index) => index % 2 === 0),
    digestOf(path) {
      digests ??= digestsIn(files);
      return digests.get(path);
    },
  };
}

function digestsIn(files: readonly string[]): Map<string, RecordedDigest> {
  const digests = new Map<string, RecordedDigest>();
  for (let i = 0; i + 1 < files.length; i += 2) digests.set(files[i]!, { algorithm: 'md5', hex: files[i + 1]! });
  return digests;
}
