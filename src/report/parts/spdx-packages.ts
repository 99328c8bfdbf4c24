import type { Digest } from '../../model/digest.ts';
import { algorithmOf, hexOf } from '../../model/digest.ts';
import type { Distro } from '../../model/distro.ts';
import { formatLocation } from '../../model/evidence.ts';
import { distroOf } from '../../model/inventory.ts';
import { displayName, isOsPackage, type Package } from '../../model/package.ts';
import type { SubjectReport } from '../../model/report.ts';
import { contentName } from './content-id.ts';
import { escapeText } from './escape.ts';
import { imagePurlOf } from './image-purl.ts';
import { sentencesOf } from './not-looked-at.ts';
import { compareText } from './order.ts';
import { extrasOf } from './package-extras.ts';
import { purlWithUpstream } from './purl-with-upstream.ts';
import type { SpdxLicenses } from './spdx-licenses.ts';
import type { SpdxAnnotation, SpdxPackage } from './spdx-model.ts';
import { nameOf, platformOf } from './subject.ts';
import { count } from './words.ts';

/** Ids of the elements of one subject: legal (§7.2), unique in the document, the same in each run. */
export interface SpdxIds {
  readonly subject: string;
  readonly distro: string;
  package(id: string): string;
}

/** Who annotates, and when. */
export type Annotate = (comment: string) => SpdxAnnotation;

/** Ids of subject `index` of `count`. */
export function spdxIdsOf(index: number, count: number): SpdxIds {
  const own = count === 1 ? '' : `-${index}`;
  const known = new Map<string, string>();
  return {
    subject: `SPDXRef-Subject${own}`,
    distro: `SPDXRef-OperatingSystem${own}`,
    package(id) {
      const made = known.get(id) ?? `SPDXRef-Package${own}-${wordsOf(id)}-${contentName(id, 24)}`;
      known.set(id, made);
      return made;
    },
  };
}

/** So that people recognize the package; the digits behind keep apart what folds to the same. */
function wordsOf(id: string): string {
  return id
    .slice(0, 60)
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/-$/, '');
}

const UNKNOWN = {
  downloadLocation: 'NOASSERTION',
  filesAnalyzed: false,
  licenseConcluded: 'NOASSERTION',
  copyrightText: 'NOASSERTION',
} as const;

/** The image, directory or document itself. */
export function subjectPackage(subject: SubjectReport, ids: SpdxIds, annotate: Annotate): SpdxPackage {
  const { inventory, base } = subject;
  const { source } = inventory;
  const image = source.kind === 'image' ? source : undefined;
  // A document that was read again still speaks of its image.
  const digest = image?.manifest ?? (source.kind === 'sbom' ? source.of : undefined);
  const limits = sentencesOf(subject, { safe: oneLine });
  const told: readonly (readonly [string, string | null | undefined])[] = [
    ['complete', String(inventory.complete)],
    ['platform', platformOf(inventory)],
    ['config-digest', image?.config],
    ['index-digest', image?.index],
    ['base', base?.reference],
    ['base-digest', base?.digest],
  ];
  return {
    SPDXID: ids.subject,
    name: textOf(nameOf(inventory)) ?? '?',
    versionInfo: digest ?? image?.config,
    supplier: 'NOASSERTION',
    ...UNKNOWN,
    licenseDeclared: 'NOASSERTION',
    checksums: digest && [checksumOf(digest)],
    comment: limits.length === 0 ? undefined : `Not everything was looked at: ${limits.join('; ')}`,
    externalRefs: refsTo(imagePurlOf(source)),
    primaryPackagePurpose: image !== undefined || digest !== undefined ? 'CONTAINER' : undefined,
    annotations: told.flatMap(([name, value]) => (value ? [annotate(commentOf(name, value))] : [])),
  };
}

/** The distribution, when the image says which one it is. */
export function distroPackage(distro: Distro, ids: SpdxIds, annotate: Annotate): SpdxPackage {
  const told: readonly (readonly [string, string | undefined])[] = [
    ['distro:version-id', distro.versionId],
    ['distro:codename', distro.codename],
    ['distro:id-like', distro.idLike.join(' ')],
  ];
  return {
    SPDXID: ids.distro,
    name: textOf(distro.id) ?? '?',
    versionInfo: textOf(distro.versionId ?? distro.codename),
    supplier: 'NOASSERTION',
    ...UNKNOWN,
    licenseDeclared: 'NOASSERTION',
    description: textOf(distro.prettyName),
    primaryPackagePurpose: 'OPERATING_SYSTEM',
    annotations: told.flatMap(([name, value]) => (value ? [annotate(commentOf(name, value))] : [])),
  };
}

/** One package; what SPDX has no field for stands in annotations of the form `plimsoll:<name>=<value>`. */
export function spdxPackage(
  pkg: Package,
  subject: SubjectReport,
  ids: SpdxIds,
  licenses: SpdxLicenses,
  annotate: Annotate,
): SpdxPackage {
  const { inventory } = subject;
  const distro = distroOf(inventory);
  return {
    SPDXID: ids.package(pkg.id),
    name: textOf(displayName(pkg)) ?? '?',
    versionInfo: textOf(pkg.version),
    supplier: supplierOf(pkg, distro),
    ...UNKNOWN,
    sourceInfo: sourceInfoOf(pkg),
    licenseDeclared: licenses.declared(pkg.licenses),
    externalRefs: refsTo(purlWithUpstream(pkg, distro)),
    primaryPackagePurpose: pkg.relation === 'root' ? 'APPLICATION' : undefined,
    annotations: extrasOf(pkg, inventory).map(([name, value]) => annotate(commentOf(name, value))),
  };
}

/** The distribution stands behind its own packages; of all others nobody told us who does. */
function supplierOf(pkg: Package, distro: Distro | undefined): string {
  const isOwn = isOsPackage(pkg) && pkg.vendor === 'distro' && distro !== undefined && /^[\w.-]+$/.test(distro.id);
  return isOwn ? `Organization: ${distro.id}` : 'NOASSERTION';
}

/** The first place in the order of the text, so that a new run says the same. */
function sourceInfoOf({ locations }: Package): string | undefined {
  const places = locations
    .map((place) => `${formatLocation(place)}${place.layer === undefined ? '' : ` of layer ${place.layer}`}`)
    .sort(compareText);
  if (places.length === 0) return undefined;
  const more = places.length === 1 ? '' : ` and ${count(places.length - 1, 'more place')}`;
  return `Found in ${oneLine(places[0]!)}${more}`;
}

function refsTo(purl: string | undefined): SpdxPackage['externalRefs'] {
  return purl === undefined
    ? undefined
    : [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl }];
}

function checksumOf(digest: Digest) {
  return {
    algorithm: algorithmOf(digest) === 'sha256' ? 'SHA256' : 'SHA512',
    checksumValue: hexOf(digest),
  } as const;
}

function commentOf(name: string, value: string): string {
  return `plimsoll:${name}=${oneLine(value)}`;
}

function oneLine(text: string): string {
  return escapeText(text, true);
}

function textOf(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : oneLine(text);
}
