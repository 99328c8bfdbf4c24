import type { Distro } from '../../../model/distro.ts';
import { debianReleaseOf } from '../../../model/ecosystem.ts';
import type { Properties } from './properties.ts';

/** Names by which other programs call a distribution → `ID` of its os-release. */
const IDS: ReadonlyMap<string, string> = new Map([
  ['alma', 'almalinux'],
  ['amazon', 'amzn'],
  ['amazonlinux', 'amzn'],
  ['azure', 'azurelinux'],
  ['cbl-mariner', 'mariner'],
  ['opensuse.leap', 'opensuse-leap'],
  ['opensuse.tumbleweed', 'opensuse-tumbleweed'],
  ['oracle', 'ol'],
  ['oraclelinux', 'ol'],
  ['redhat', 'rhel'],
  ['rockylinux', 'rocky'],
  ['suse linux enterprise server', 'sles'],
]);

/** `ID_LIKE` of their os-release: documents mostly leave it out. */
const FAMILIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['almalinux', ['rhel', 'centos', 'fedora']],
  ['amzn', ['centos', 'rhel', 'fedora']],
  ['centos', ['rhel', 'fedora']],
  ['kali', ['debian']],
  ['linuxmint', ['ubuntu', 'debian']],
  ['ol', ['fedora']],
  ['opensuse-leap', ['suse', 'opensuse']],
  ['opensuse-tumbleweed', ['opensuse', 'suse']],
  ['raspbian', ['debian']],
  ['rhel', ['fedora']],
  ['rocky', ['rhel', 'centos', 'fedora']],
  ['sles', ['suse']],
  ['ubuntu', ['debian']],
]);

/** The `ID` of os-release that a document means by a name. */
export function distroIdOf(name: string): string {
  const id = name.trim().toLowerCase();
  return IDS.get(id) ?? id;
}

/** The distribution of a name and a version or codename; more of it where the document tells more. */
export function namedDistro(name: string, version: string | undefined, more: Partial<Distro> = {}): Distro {
  const id = distroIdOf(name);
  const idLike = FAMILIES.get(id) ?? [];
  return {
    id,
    idLike,
    ...(version !== undefined && (isCodename(id, version) ? { codename: version } : { versionId: version })),
    prettyName: [name, version].filter(Boolean).join(' '),
    ...more,
  };
}

/** As a document names it, `description` being its pretty name; what ours add in properties makes it whole again. */
export function ownDistro(
  name: string,
  version: string | undefined,
  description: string | undefined,
  properties: Properties,
): Distro {
  const word = (key: string) => properties.get(`plimsoll:distro:${key}`)?.[0];
  const [versionId, codename, idLike] = [word('version-id'), word('codename'), word('id-like')];
  const pretty = description === undefined ? {} : { prettyName: description };
  if (versionId === undefined && codename === undefined && idLike === undefined)
    return namedDistro(name, version, pretty);
  return {
    ...namedDistro(name, undefined, { prettyName: [name, version].filter(Boolean).join(' '), ...pretty }),
    idLike: idLike?.split(' ') ?? [],
    ...(versionId !== undefined && { versionId }),
    ...(codename !== undefined && { codename }),
  };
}

/**
 * The purl qualifier `distro`: `debian-12`, `opensuse-leap-15.5`, `debian-trixie`, and as purl-spec's own example has it, `jessie`.
 * `namespace` is the purl's, and mostly the distribution's id.
 */
export function qualifiedDistro(text: string, namespace: string | undefined): Distro | undefined {
  const rest = namespace !== undefined && text.startsWith(`${namespace}-`) ? text.slice(namespace.length + 1) : '';
  const numbered = /^(.*?)-(\d.*)$/s.exec(text);
  // SUSE's namespace is but the beginning of its ids.
  if (namespace !== undefined && rest !== '' && (numbered === null || /^\d/.test(rest)))
    return namedDistro(namespace, rest);
  if (numbered?.[1]) return namedDistro(numbered[1], numbered[2]);
  if (/^\d/.test(text)) return namespace === undefined ? undefined : namedDistro(namespace, text);
  if (namespace !== undefined && debianReleaseOf(text) !== undefined) return namedDistro(namespace, text);
  return namedDistro(text, undefined);
}

/** Only of Debian a release without number is called by name; elsewhere words are VERSION_ID (`stream`). */
function isCodename(id: string, version: string): boolean {
  return (id === 'debian' || FAMILIES.get(id)?.includes('debian') === true) && /^[a-z]/.test(version);
}
