import { spdxOf } from '../../formats/licenses/license-of.ts';
import { formatLocation } from '../../model/evidence.ts';
import { distroOf } from '../../model/inventory.ts';
import type { Package } from '../../model/package.ts';
import { purlOf } from '../../model/purl.ts';
import type { SubjectReport } from '../../model/report.ts';
import { imagePurlOf } from './image-purl.ts';
import { compareText } from './order.ts';
import { extrasOf } from './package-extras.ts';
import { nameOf, platformOf } from './subject.ts';

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
  if (source.kind !== 'image') {
    const own = { 'bom-ref': refs.subject, name: nameOf(subject.inventory) };
    // A document that was read again still speaks of its image.
    const image = source.kind === 'sbom' ? source.of : undefined;
    return image === undefined ? { type: 'file', ...own } : { type: 'container', ...own, version: image };
  }
  return {
    type: 'container',
    'bom-ref': refs.subject,
    name: source.reference,
    version: source.manifest ?? source.config,
    purl: imagePurlOf(source),
    properties: propertiesOf([
      ['plimsoll:complete', String(subject.inventory.complete)],
      ['plimsoll:platform', platformOf(subject.inventory)],
      ['plimsoll:config-digest', source.config],
      ['plimsoll:index-digest', source.index],
      ['plimsoll:base', subject.base?.reference ?? undefined],
      ['plimsoll:base-digest', subject.base?.digest ?? undefined],
    ]),
  };
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
    properties: propertiesOf([
      ['plimsoll:distro:version-id', distro.versionId],
      ['plimsoll:distro:codename', distro.codename],
      ['plimsoll:distro:id-like', distro.idLike.length === 0 ? undefined : distro.idLike.join(' ')],
    ]),
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
    properties: extrasOf(pkg, inventory).map(([name, value]) => ({ name: `plimsoll:${name}`, value })),
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
