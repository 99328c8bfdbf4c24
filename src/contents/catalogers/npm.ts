import { parseJson } from '../../formats/bytes/json.ts';
import { licensesOf } from '../../formats/licenses/license-of.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { CatalogedPackage } from '../../model/package.ts';
import type { Cataloger, ImageState, LayerFile, Located } from '../../model/reader.ts';

/** What one `package.json` says, or npm's hidden lock file. */
export type NpmFact = NpmManifest | NpmLock;

export interface NpmManifest {
  /** Absent together with `version` in a project that is no package itself. */
  readonly name?: string;
  readonly version?: string;
  readonly licenses?: readonly string[];
  readonly private?: true;
  /** Names under which a project asks for packages; only of a `package.json` outside `node_modules`. */
  readonly asksFor?: readonly string[];
}

export interface NpmLock {
  /** Directories, relative to the project, of packages that only development needs. */
  readonly devOnly: readonly string[];
}

const MODULES = 'node_modules';
const HIDDEN_LOCK = '.package-lock.json';
/** Where Debian installs npm packages (Debian JavaScript policy); some carry a `node_modules` of their own. */
const DEBIAN_MODULES = 'usr/share/nodejs/';
const MAX_TEXT = 256;
const MAX_DEPENDENCIES = 5000;
const MAX_DEV_ONLY = 100_000;
/** Characters of paths that are looked up in the tree for the relation of packages: a hostile image could ask for any number, and from any depth. */
const MAX_LOOKED_UP = 32 << 20;
/** What a look costs however short its path is. */
const LOOK = 64;
const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/**
 * Installed npm packages: every package root in a `node_modules` (npm, yarn, pnpm's virtual store, global installs), and what lies outside
 * of one and has both a name and a version: the application itself, Debian's `usr/share/nodejs`, a yarn unpacked to `opt`.
 * Lock files add nothing: what they name need not be installed. One package is yielded for each place.
 */
export const npm: Cataloger<NpmFact> = {
  id: 'npm',
  version: 1,
  selects: [
    { basename: 'package.json', maxBytes: 4 << 20 },
    { basename: HIDDEN_LOCK, maxBytes: 32 << 20 },
    { basename: '.pnp.cjs', maxBytes: 1 },
  ],

  read(file, note) {
    if (file.path.endsWith('.pnp.cjs')) return noteYarnPnp(file, note);
    if (file.path.endsWith(HIDDEN_LOCK)) return isIn(file.path, MODULES) ? readHiddenLock(file, note) : undefined;
    const place = placeOf(file.path);
    return place === undefined ? undefined : readManifest(file, place, note);
  },

  *packages(facts, state) {
    const { direct, projects } = directPackages(facts, state);
    const devOnly = devOnlyPackages(facts);
    const hosts = new Set(facts.map(({ path }) => projectOf(path)));
    for (const located of facts) {
      const { layer, path, fact } = located;
      if (!isManifest(fact) || fact.name === undefined || fact.version === undefined) continue;
      const slash = fact.name.startsWith('@') ? fact.name.indexOf('/') : -1;
      yield {
        type: 'npm',
        ...(slash > 0 && { namespace: fact.name.slice(0, slash) }),
        name: fact.name.slice(slash + 1),
        version: fact.version,
        vendor: 'third-party',
        relation: relationOf(located, direct, projects) ?? (isRoot(located, hosts) ? 'root' : 'unknown'),
        ...(devOnly.has(path) && { dev: true }),
        licenses: licensesOf(fact.licenses ?? []),
        locations: [{ layer, path }],
      };
    }
  },
};

/** The name that the directory gives a package root in a `node_modules`; `''` outside of any; undefined for files that are no package's own. */
function placeOf(path: string): string | undefined {
  const parts = path.split('/');
  const modules = parts.lastIndexOf(MODULES);
  if (modules < 0) return '';
  const [first = '', second = '', third] = parts.slice(modules + 1);
  // A name never begins with a dot: `.pnpm`, `.cache`, `.ignored`, and the `.name-hash` that an interrupted npm leaves behind.
  if (first.startsWith('.') || second.startsWith('.')) return undefined;
  if (first.startsWith('@'))
    return parts.length === modules + 4 && third !== undefined ? `${first}/${second}` : undefined;
  return parts.length === modules + 3 ? first : undefined;
}

function readManifest(file: LayerFile, place: string, note: Note): NpmManifest | undefined {
  const json = parseObject(file, note);
  if (json === undefined) return undefined;
  // An alias (`"foo": "npm:bar@1"`) is installed as `foo`; the code, and the advisories, are those of `bar`.
  const name = textOf(json['name']) ?? (place === '' ? undefined : place);
  const version = textOf(json['version']);
  const asksFor = place === '' ? dependenciesOf(json) : [];
  if (name === undefined || version === undefined || !isName(name)) {
    if (place !== '') {
      note({
        code: 'catalogers/npm-incomplete',
        severity: 'warning',
        message: `The package.json of ${place} names no usable ${version === undefined ? 'version' : 'name'}; the package is left out.`,
        path: file.path,
      });
    }
    return asksFor.length > 0 ? { asksFor } : undefined;
  }
  const licenses = licenseTextsOf(json);
  return {
    name,
    version,
    ...(licenses.length > 0 && { licenses }),
    ...(json['private'] === true && { private: true as const }),
    ...(asksFor.length > 0 && { asksFor }),
  };
}

/** `node_modules/.package-lock.json` (npm 7 and later): what npm itself installed, and what of it is for development alone. */
function readHiddenLock(file: LayerFile, note: Note): NpmLock | undefined {
  const packages = objectOf(parseObject(file, note)?.['packages']);
  if (packages === undefined) return undefined;
  const devOnly: string[] = [];
  for (const [directory, entry] of Object.entries(packages)) {
    if (objectOf(entry)?.['dev'] === true && devOnly.length < MAX_DEV_ONLY) devOnly.push(directory);
  }
  return devOnly.length > 0 ? { devOnly } : undefined;
}

function noteYarnPnp(file: LayerFile, note: Note): undefined {
  note({
    code: 'catalogers/yarn-pnp-not-read',
    severity: 'warning',
    message: "Yarn's Plug'n'Play keeps packages in zip archives, which are not read; its packages are missing.",
    path: file.path,
  });
}

function parseObject(file: LayerFile, note: Note): Readonly<Record<string, unknown>> | undefined {
  const value = file.truncated ? undefined : parseJson(file.bytes);
  const json = objectOf(value);
  if (json !== undefined) return json;
  const invalid = value === undefined ? 'is no valid JSON' : 'holds no JSON object';
  const why = file.truncated ? 'is larger than the limit' : invalid;
  note({
    code: 'catalogers/npm-unreadable',
    severity: 'warning',
    message: `A file of npm ${why}; what it describes may be missing.`,
    path: file.path,
  });
  return undefined;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > MAX_TEXT || /[\s\x00-\x1f\x7f]/.test(text) ? undefined : text;
}

/** `name` or `@scope/name` (npm documentation, package.json, "name"). */
function isName(text: string): boolean {
  const parts = text.split('/');
  return parts.every(Boolean) && parts.length === (text.startsWith('@') ? 2 : 1);
}

/** `license` as text; before npm 2 also an object `{type}`, and `licenses`, a list of both. */
function licenseTextsOf(json: Readonly<Record<string, unknown>>): string[] {
  return [json['license'], json['licenses']]
    .flat()
    .slice(0, 20)
    .map((entry) => objectOf(entry)?.['type'] ?? objectOf(entry)?.['name'] ?? entry)
    .filter((text) => typeof text === 'string')
    .map((text) => text.slice(0, MAX_TEXT));
}

function dependenciesOf(json: Readonly<Record<string, unknown>>): string[] {
  const names = new Set(DEPENDENCY_FIELDS.flatMap((field) => Object.keys(objectOf(json[field]) ?? {})));
  return [...names].filter((name) => name.length <= MAX_TEXT && isName(name)).slice(0, MAX_DEPENDENCIES);
}

function isManifest(fact: NpmFact): fact is NpmManifest {
  return !('devOnly' in fact);
}

function isIn(path: string, directory: string): boolean {
  const parts = path.split('/');
  return parts.at(-2) === directory;
}

/** Directory of the project whose outermost `node_modules` holds `path`, with its slash; undefined outside of any. */
function projectOf(path: string): string | undefined {
  if (path.startsWith(`${MODULES}/`)) return '';
  const at = path.indexOf(`/${MODULES}/`);
  return at < 0 ? undefined : path.slice(0, at + 1);
}

interface DirectPackages {
  /** `package.json` of packages that some project asks for by name. */
  readonly direct: ReadonlySet<string>;
  /** Directories of projects that ask for something. */
  readonly projects: ReadonlySet<string>;
}

/** Follows each project's dependencies as Node.js does: `node_modules` beside it, then of each parent directory; pnpm's links resolved. */
function directPackages(facts: readonly Located<NpmFact>[], { tree }: ImageState): DirectPackages {
  const direct = new Set<string>();
  const projects = new Set<string>();
  let lookedUp = 0;
  for (const { path, fact } of facts) {
    if (!isManifest(fact) || fact.asksFor === undefined) continue;
    const project = path.slice(0, path.lastIndexOf('/') + 1);
    projects.add(project);
    for (const name of fact.asksFor) {
      for (let directory: string | undefined = project; directory !== undefined; directory = parentOf(directory)) {
        lookedUp += LOOK + directory.length;
        if (lookedUp > MAX_LOOKED_UP) return { direct, projects };
        const found = tree.resolve(`${directory}${MODULES}/${name}/package.json`);
        if (found === undefined) continue;
        direct.add(found);
        break;
      }
    }
  }
  return { direct, projects };
}

/** `a/b/` → `a/` → `''` → undefined. */
function parentOf(directory: string): string | undefined {
  return directory === '' ? undefined : directory.slice(0, directory.lastIndexOf('/', directory.length - 2) + 1);
}

function devOnlyPackages(facts: readonly Located<NpmFact>[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { path, fact } of facts) {
    if (isManifest(fact)) continue;
    const project = path.slice(0, -`${MODULES}/${HIDDEN_LOCK}`.length);
    for (const directory of fact.devOnly) paths.add(`${project}${directory}/package.json`);
  }
  return paths;
}

/** How a package in a `node_modules` came there; undefined for those outside of any. */
function relationOf(
  { path }: Located<NpmFact>,
  direct: ReadonlySet<string>,
  projects: ReadonlySet<string>,
): CatalogedPackage['relation'] | undefined {
  if (direct.has(path)) return 'direct';
  const project = projectOf(path);
  if (project === undefined) return undefined;
  if (projects.has(project)) return 'transitive';
  // A global prefix (`usr/local/lib/node_modules`) has no project: what lies on top was asked for, what lies deeper came along.
  if (!project.endsWith('lib/')) return 'unknown';
  return path.indexOf(`/${MODULES}/`, project.length + MODULES.length) < 0 ? 'direct' : 'transitive';
}

/** An application: not to be published, or with its dependencies beside it. Debian's packages and an unpacked yarn are neither. */
function isRoot({ path, fact }: Located<NpmFact>, hosts: ReadonlySet<string | undefined>): boolean {
  const directory = path.slice(0, path.lastIndexOf('/') + 1);
  return (isManifest(fact) && fact.private === true) || (hosts.has(directory) && !directory.startsWith(DEBIAN_MODULES));
}
