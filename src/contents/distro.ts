import { linesOf } from '../formats/bytes/lines.ts';
import type { Distro } from '../model/distro.ts';
import type { FileTree } from '../model/file-tree.ts';
import type { Located, Reader } from '../model/reader.ts';

const CAP = 64 << 10;

/** Where os-release(5) says to look, in that order. */
const OS_RELEASE = ['etc/os-release', 'usr/lib/os-release'] as const;

/** One-line files of releases older than os-release; those that derivatives copy from their parent come last. */
const FALLBACKS = [
  'etc/alpine-release',
  'etc/lsb-release',
  'etc/oracle-release',
  'etc/rocky-release',
  'etc/almalinux-release',
  'etc/fedora-release',
  'etc/centos-release',
  'etc/redhat-release',
  'etc/system-release',
  'etc/debian_version',
] as const;

/** What a release file says of itself → os-release's ID. Longest names first. */
const NAMES: readonly (readonly [start: string, id: string, idLike: readonly string[]])[] = [
  ['red hat enterprise linux', 'rhel', ['fedora']],
  ['oracle linux', 'ol', ['fedora']],
  ['amazon linux', 'amzn', ['centos', 'rhel', 'fedora']],
  ['rocky linux', 'rocky', ['rhel', 'centos', 'fedora']],
  ['almalinux', 'almalinux', ['rhel', 'centos', 'fedora']],
  ['centos', 'centos', ['rhel', 'fedora']],
  ['fedora', 'fedora', []],
];

/** Which distribution the files of a layer say that it is. One of several facts may speak for an image: ask `distroIn`. */
export const osRelease: Reader<Distro> = {
  id: 'os-release',
  version: 1,
  selects: [
    ...[...OS_RELEASE, ...FALLBACKS].map((path) => ({ path, maxBytes: CAP })),
    // Variants of OSTree systems, to one of which usr/lib/os-release is a link.
    { under: 'usr/lib/os.release.d', maxBytes: CAP },
  ],
  read({ path, bytes }, note) {
    const distro = distroOfFile(path, bytes);
    // The older files often say nothing of use, and mostly nobody asks them.
    if (distro === undefined && !FALLBACKS.some((fallback) => fallback === path)) {
      note({
        code: 'contents/distro-unreadable',
        severity: 'warning',
        message: `${path} does not say which distribution this is.`,
      });
    }
    return distro;
  },
};

/** The distribution of one state of an image: os-release through its links, else what older releases had in its place. */
export function distroIn(facts: readonly Located<Distro>[], tree: FileTree): Distro | undefined {
  const byPath = new Map(facts.map(({ path, fact }) => [path, fact]));
  for (const path of [...OS_RELEASE, ...FALLBACKS]) {
    const distro = byPath.get(tree.resolve(path) ?? path) ?? byPath.get(path);
    if (distro !== undefined) return distro;
  }
  return undefined;
}

function distroOfFile(path: string, bytes: Uint8Array): Distro | undefined {
  const [line = ''] = linesOf(bytes);
  const text = line.trim();
  switch (path) {
    case 'etc/alpine-release':
      return /^\d+(?:\.\d+)+(?:_[a-z0-9]+)?$/.test(text)
        ? { id: 'alpine', idLike: [], versionId: text, prettyName: `Alpine Linux ${text}` }
        : undefined;
    case 'etc/debian_version':
      return debianOf(text);
    case 'etc/lsb-release':
      return lsbOf(assignmentsIn(bytes));
    case 'etc/oracle-release':
    case 'etc/rocky-release':
    case 'etc/almalinux-release':
    case 'etc/fedora-release':
    case 'etc/centos-release':
    case 'etc/redhat-release':
    case 'etc/system-release':
      return redHatOf(text);
    default:
      return distroOfAssignments(assignmentsIn(bytes));
  }
}

function distroOfAssignments(values: ReadonlyMap<string, string>): Distro | undefined {
  if (!['ID', 'NAME', 'PRETTY_NAME', 'VERSION_ID'].some((key) => values.has(key))) return undefined;
  const versionId = values.get('VERSION_ID');
  const codename = values.get('VERSION_CODENAME') || values.get('UBUNTU_CODENAME');
  return {
    id: (values.get('ID') || 'linux').toLowerCase(),
    idLike: (values.get('ID_LIKE') ?? '').toLowerCase().split(/\s+/).filter(Boolean),
    ...(versionId && { versionId }),
    ...(codename && { codename }),
    prettyName: values.get('PRETTY_NAME') || values.get('NAME') || 'Linux',
  };
}

function lsbOf(values: ReadonlyMap<string, string>): Distro | undefined {
  const id = values.get('DISTRIB_ID');
  if (!id) return undefined;
  const versionId = values.get('DISTRIB_RELEASE');
  const codename = values.get('DISTRIB_CODENAME');
  return {
    id: id.toLowerCase(),
    idLike: [],
    ...(versionId && { versionId }),
    ...(codename && { codename }),
    prettyName: values.get('DISTRIB_DESCRIPTION') || id,
  };
}

/** `12.5`, or `trixie/sid` before the release. Later releases' VERSION_ID is the first number alone. */
function debianOf(text: string): Distro | undefined {
  const number = /^(\d{1,3})(?:\.\d+)*$/.exec(text)?.[1];
  const codename = /^([a-z]+)\/sid$/.exec(text)?.[1];
  if (number === undefined && codename === undefined) return undefined;
  return {
    id: 'debian',
    idLike: [],
    ...(number !== undefined && { versionId: number }),
    ...(codename !== undefined && { codename }),
    prettyName: `Debian GNU/Linux ${text}`,
  };
}

/** `CentOS release 6.10 (Final)`. Of CentOS os-release names the first number alone. */
function redHatOf(text: string): Distro | undefined {
  const lower = text.toLowerCase();
  const name = NAMES.find(([start]) => lower.startsWith(start));
  if (name === undefined) return undefined;
  const version = /\brelease (\d+(?:\.\d+)*)/.exec(lower)?.[1];
  const versionId = name[1] === 'centos' ? version?.split('.')[0] : version;
  return { id: name[1], idLike: name[2], ...(versionId !== undefined && { versionId }), prettyName: text };
}

/** `KEY=value` lines in the part of shell's syntax that os-release(5) allows; of a key given twice the last counts. */
function assignmentsIn(bytes: Uint8Array): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of linesOf(bytes)) {
    const assignment = /^\s*([A-Za-z][A-Za-z0-9_]*)=/.exec(line);
    if (assignment) values.set(assignment[1]!, unquote(line.slice(assignment[0].length)));
  }
  return values;
}

/** Takes off quotes and backslashes; ends at a blank outside of quotes, as the shell would. */
function unquote(text: string): string {
  let quote = '';
  let value = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    const next = text[i + 1];
    if (c === '\\' && quote !== "'" && next !== undefined && (quote === '' || '$"\\`'.includes(next))) {
      value += next;
      i++;
    } else if (c === quote) quote = '';
    else if (quote === '' && (c === '"' || c === "'")) quote = c;
    else if (quote === '' && /\s/.test(c)) break;
    else value += c;
  }
  return value;
}
