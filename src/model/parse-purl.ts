import { isOsPackage, type Package, type PackageType, packageTypes } from './package.ts';

/** The parts of a package URL, decoded; nothing of them is folded but what purl-spec calls insensitive to case. */
export interface Purl {
  /** Lower case; may be one that nothing here reads. */
  readonly type: string;
  /** Segments joined by `/`. */
  readonly namespace?: string;
  readonly name: string;
  readonly version?: string;
  /** Keys in lower case; those without a value are left out. */
  readonly qualifiers: ReadonlyMap<string, string>;
  readonly subpath?: string;
}

/** What a package URL tells of a package. */
export type PurlPackage = Pick<Package, 'type' | 'namespace' | 'name' | 'version' | 'arch' | 'module'>;

/**
 * The package URL in `text` (purl-spec 1.0, "How to parse"), or undefined when it is none. Wider than the specification where other
 * programs err: an `@` or `/` that should be encoded, text that cannot be decoded stays as it stands.
 */
export function parsePurl(text: string): Purl | undefined {
  const [withoutSubpath, fragment = ''] = splitLast(text.trim(), '#');
  const [path, query = ''] = splitLast(withoutSubpath, '?');
  const scheme = /^pkg:\/*/i.exec(path);
  if (scheme === null) return undefined;
  const [typed, rest = ''] = splitFirst(path.slice(scheme[0].length), '/');
  const type = typed.toLowerCase();
  if (!/^[a-z][a-z0-9.+-]*$/.test(type)) return undefined;
  const at = versionMark(rest);
  const segments = segmentsOf(at < 0 ? rest : rest.slice(0, at));
  const name = segments.pop();
  const version = at < 0 ? '' : decode(rest.slice(at + 1));
  const subpath = segmentsOf(fragment).filter((segment) => segment !== '.' && segment !== '..');
  if (name === undefined) return undefined;
  return {
    type,
    ...(segments.length > 0 && { namespace: segments.join('/') }),
    name,
    ...(version !== '' && { version }),
    qualifiers: qualifiersOf(query),
    ...(subpath.length > 0 && { subpath: subpath.join('/') }),
  };
}

/** The inverse of `purlOf`: the package that a package URL names; undefined for a type that `packageTypes` lacks. */
export function packageOfPurl(purl: Purl): PurlPackage | undefined {
  const type = packageTypes.find((known) => known === purl.type);
  if (type === undefined) return undefined;
  const arch = purl.qualifiers.get('arch');
  const module = type === 'rpm' ? purl.qualifiers.get('rpmmod') : undefined;
  return {
    type,
    // Of Go the name is the whole module path.
    ...(type !== 'golang' && purl.namespace !== undefined && { namespace: purl.namespace }),
    name: type === 'golang' && purl.namespace !== undefined ? `${purl.namespace}/${purl.name}` : purl.name,
    version: versionOf(purl, type),
    ...(arch !== undefined && { arch }),
    ...(module !== undefined && { module }),
  };
}

/** purl-spec takes the epoch of an rpm out of the version; some programs do so with that of a deb too. */
function versionOf({ version = '', qualifiers }: Purl, type: PackageType): string {
  const epoch = isOsPackage({ type }) ? qualifiers.get('epoch') : undefined;
  if (epoch === undefined || !/^\d+$/.test(epoch) || version.startsWith(`${epoch}:`)) return version;
  // dpkg prints no epoch 0; rpm has both "no epoch" and "epoch 0".
  return type !== 'rpm' && Number(epoch) === 0 ? version : `${epoch}:${version}`;
}

/** Where the version begins: the last `@` that does not open a segment (`@scope` of npm, as many write it). */
function versionMark(path: string): number {
  const last = path.lastIndexOf('@');
  if (last > path.lastIndexOf('/') + 1) return last;
  for (let at = last; at > 0; at = path.lastIndexOf('@', at - 1)) if (path[at - 1] !== '/') return at;
  return -1;
}

const NONE: ReadonlyMap<string, string> = new Map();

function qualifiersOf(query: string): ReadonlyMap<string, string> {
  if (query === '') return NONE;
  const qualifiers = new Map<string, string>();
  for (const pair of query.split('&')) {
    const [key, value = ''] = splitFirst(pair, '=');
    if (key !== '' && value !== '') qualifiers.set(key.toLowerCase(), decode(value));
  }
  return qualifiers;
}

function segmentsOf(path: string): string[] {
  const segments: string[] = [];
  if (path === '') return segments;
  for (const segment of path.split('/')) if (segment !== '') segments.push(decode(segment));
  return segments;
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function splitFirst(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function splitLast(text: string, mark: string): [string, string?] {
  const at = text.lastIndexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
