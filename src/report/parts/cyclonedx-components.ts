import { spdxOf } from '../../formats/licenses/license-of.ts';
import { formatLocation } from '../../model/evidence.ts';
import { distroOf } from '../../model/inventory.ts';
import type { Package } from '../../model/package.ts';
import { purlOf } from '../../model/purl.ts';
import { parseReference } from '../../model/reference.ts';
import type { SubjectReport } from '../../model/report.ts';
import { compareText } from './order.ts';
import { nameOf, originOf } from './subject.ts';

/** Names by which the parts of the document point at each other; of several subjects each has its own. */
export interface Refs {
  readonly subject: string;
  readonly distro: string;
  package(id: string): string;
}

/** Refs of subject `index` of `count`. */
export function refsOf(index: number, count: number): Refs {
  const own = count === 1 ? '' : `${index}:`;
  return { subject: `${own}subject`, distro: `${own}distro`, package: (id) => `${own}${id}` };
}

/** The image, directory or document itself. */
export function subjectComponent(subject: SubjectReport, refs: Refs) {
  const { source } = subject.inventory;
  if (source.kind !== 'image') return { type: 'file', 'bom-ref': refs.subject, name: nameOf(subject.inventory) };
  const reference = parseReference(source.reference);
  return {
    type: 'container',
    'bom-ref': refs.subject,
    name: source.reference,
    version: source.manifest ?? source.config,
    purl: source.manifest && reference && imagePurlOf(source.reference, source.manifest, source.platform.architecture),
    properties: propertiesOf([
      ['plimsoll:complete', String(subject.inventory.complete)],
      ['plimsoll:config-digest', source.config],
      ['plimsoll:index-digest', source.index],
      ['plimsoll:base', subject.base?.reference ?? undefined],
      ['plimsoll:base-digest', subject.base?.digest ?? undefined],
    ]),
  };
}

/**
 * purl type `oci` (purl-spec, PURL-TYPES: the name is the last part of the repository, the version the digest). The registry is named
 * only when the user named it: the short name of an image from an archive does not say that Docker Hub has it.
 */
function imagePurlOf(text: string, digest: string, architecture: string): string | undefined {
  const reference = parseReference(text);
  if (reference === undefined) return undefined;
  const name = reference.repository.split('/').at(-1)!;
  const qualifiers = [`arch=${encodeURIComponent(architecture)}`];
  if (text.startsWith(`${reference.registry}/`)) {
    qualifiers.push(`repository_url=${encodeURIComponent(`${reference.registry}/${reference.repository}`)}`);
  }
  if (reference.tag !== undefined) qualifiers.push(`tag=${encodeURIComponent(reference.tag)}`);
  return `pkg:oci/${encodeURIComponent(name)}@${digest}?${qualifiers.join('&')}`;
}

/** The distribution, when the image says which one it is. */
export function distroComponent(subject: SubjectReport, refs: Refs) {
  const distro = distroOf(subject.inventory);
  if (distro === undefined) return undefined;
  return {
    type: 'operating-system',
    'bom-ref': refs.distro,
    name: distro.id,
    version: distro.versionId ?? distro.codename,
    description: distro.prettyName,
  };
}

/** One package with its place, its layer and the package that owns its files. */
export function packageComponent(pkg: Package, subject: SubjectReport, refs: Refs) {
  const { inventory } = subject;
  const places = [...new Set(pkg.locations.map(formatLocation))].sort(compareText);
  return {
    type: pkg.relation === 'root' ? 'application' : 'library',
    'bom-ref': refs.package(pkg.id),
    group: pkg.namespace,
    name: pkg.name,
    version: pkg.version,
    licenses: licensesOf(pkg.licenses),
    purl: purlOf(pkg, distroOf(inventory)),
    properties: propertiesOf([
      ['plimsoll:introduced', pkg.introduced?.toString()],
      ['plimsoll:origin', originOf(pkg, inventory)],
      ['plimsoll:owner', pkg.owner],
      ['plimsoll:vendor', pkg.vendor],
      ['plimsoll:visible', pkg.visible ? undefined : 'false'],
      ['plimsoll:source', pkg.source?.name],
      ['plimsoll:source:version', pkg.source?.version],
      ...pkg.locations.flatMap((location): [string, string | undefined][] => [
        ['plimsoll:path', formatLocation(location)],
        ['plimsoll:layer:index', location.layer?.toString()],
      ]),
    ]),
    evidence: places.length === 0 ? undefined : { occurrences: places.map((location) => ({ location })) },
  };
}

/**
 * CycloneDX takes either one expression or a list of single licenses. Ids that SPDX knows are ids, one compound expression is an
 * expression, several are joined (all of them hold), and what SPDX cannot read is a name.
 */
function licensesOf(texts: readonly string[]): readonly object[] | undefined {
  if (texts.length === 0) return undefined;
  const read = [...texts].sort(compareText).map((text) => ({ text, spdx: spdxOf(text) }));
  const isCompound = read.some(({ spdx }) => spdx !== undefined && !isLicenseId(spdx));
  if (isCompound && read.every(({ spdx }) => spdx !== undefined)) {
    const parts = read.map(({ spdx }) => (read.length > 1 && spdx!.includes(' ') ? `(${spdx})` : spdx));
    return [{ expression: parts.join(' AND ') }];
  }
  return read.map(({ text, spdx }) => ({
    license: spdx !== undefined && isLicenseId(spdx) ? { id: spdx } : { name: spdx ?? text },
  }));
}

function isLicenseId(spdx: string): boolean {
  return /^[\w.-]+$/.test(spdx) && !spdx.startsWith('LicenseRef-');
}

/** Name and value pairs, without those that have no value. */
export function propertiesOf(pairs: readonly (readonly [string, string | undefined])[]) {
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}
