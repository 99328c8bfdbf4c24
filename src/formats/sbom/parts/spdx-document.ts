import type { Distro } from '../../../model/distro.ts';
import { packageTypes } from '../../../model/package.ts';
import { parsePurl } from '../../../model/parse-purl.ts';
import type { SbomContents, SbomSubject } from '../../../model/sbom.ts';
import { ownDistro } from './distros.ts';
import type { JsonObject } from './json-values.ts';
import { listOf, objectOf, objectsOf, textOf, textsOf } from './json-values.ts';
import { sharesOf, takenAsOne } from './shares.ts';
import {
  annotationsOf,
  imageDigestOf,
  isTrivyFile,
  type LicenseNames,
  purlIn,
  purposeOf,
  toldBySpdx,
} from './spdx-package.ts';
import { SubjectBuilder } from './subject-builder.ts';

/** Purposes of packages that are no packages here: they need no purl. */
const OTHERS = new Set(['ARCHIVE', 'CONTAINER', 'DEVICE', 'FILE', 'FIRMWARE', 'OPERATING-SYSTEM']);

interface Spdx {
  readonly document: JsonObject;
  readonly packages: readonly (JsonObject | undefined)[];
  readonly licenses: LicenseNames;
  /** Id → id of its owner. */
  readonly owners: ReadonlyMap<string, string>;
}

/**
 * A document of SPDX 2 in the shape of its JSON. It is about what it describes: one thing as a rule. Several images have what each
 * contains; packages that are described one by one are one subject, the document's.
 */
export function readSpdx(document: JsonObject, format: string): SbomContents {
  const relationships = objectsOf(document['relationships']);
  const packages = listOf(document['packages']).map(objectOf);
  const spdx = { document, packages, licenses: licenseNames(document), owners: ownersIn(relationships) };
  const described = describedIds(document, relationships);
  const roots = packages.filter((pkg) => pkg !== undefined && described.has(idOf(pkg)) && !isInstalled(pkg));
  const shared = roots.length < 2 ? undefined : sharesOf(roots, packages, idOf, arrowsIn(relationships));
  if (shared === undefined) {
    const subjects = [subjectOf(roots.length === 1 ? roots[0] : undefined, packages, described, spdx)];
    return { format, subjects, diagnostics: roots.length < 2 ? [] : [takenAsOne(roots.length)] };
  }
  const subjects = shared.shares.map(({ root, parts }) => subjectOf(root, parts, described, spdx));
  if (shared.rest.length > 0) subjects.push(subjectOf(undefined, shared.rest, described, spdx));
  return { format, subjects, diagnostics: [] };
}

function subjectOf(
  root: JsonObject | undefined,
  packages: readonly (JsonObject | undefined)[],
  described: ReadonlySet<string>,
  { document, licenses, owners }: Spdx,
): SbomSubject {
  const builder = new SubjectBuilder();
  const distros: Distro[] = [];
  for (const pkg of packages) {
    if (pkg === undefined) builder.addDamaged();
    else if (isDistro(pkg)) distros.push(...distroOf(pkg));
    else if (pkg !== root && isPackage(pkg)) {
      const id = idOf(pkg);
      const ownerKey = owners.get(id);
      // The only thing that a document describes is what it is about, though it be a library.
      const isRoot = described.size === 1 && described.has(id);
      const told = { ...(isRoot && { relation: 'root' as const }), ...toldBySpdx(pkg, licenses) };
      builder.add(ownerKey === undefined ? told : { ...told, ownerKey }, id);
    }
  }
  const isComplete = (element: JsonObject) => annotationsOf(element).get('plimsoll:complete')?.[0] !== 'false';
  // Of several subjects each says for itself.
  const speaks = root === undefined ? document : root;
  return builder.finish({
    name: textOf(root?.['name']) ?? textOf(document['name']),
    of: root && imageDigestOf(root),
    distros,
    complete: isComplete(speaks),
  });
}

function isInstalled(pkg: JsonObject): boolean {
  const type = parsePurl(purlIn(pkg) ?? '')?.type;
  return isDistro(pkg) || packageTypes.some((known) => known === type);
}

function isPackage(pkg: JsonObject): boolean {
  return purlIn(pkg) !== undefined || (!OTHERS.has(purposeOf(pkg) ?? '') && !isTrivyFile(pkg));
}

/** SPDX 2.2 has no purposes; Trivy's ids tell. */
function isDistro(pkg: JsonObject): boolean {
  return purposeOf(pkg) === 'OPERATING-SYSTEM' || idOf(pkg).startsWith('SPDXRef-OperatingSystem');
}

function distroOf(pkg: JsonObject): readonly Distro[] {
  const name = textOf(pkg['name']);
  if (name === undefined) return [];
  return [ownDistro(name, textOf(pkg['versionInfo']), textOf(pkg['description']), annotationsOf(pkg))];
}

function describedIds(document: JsonObject, relationships: readonly JsonObject[]): ReadonlySet<string> {
  const described = new Set(textsOf(document['documentDescribes']));
  for (const { spdxElementId, relationshipType, relatedSpdxElement } of relationships) {
    if (relationshipType === 'DESCRIBES' && spdxElementId === 'SPDXRef-DOCUMENT')
      described.add(textOf(relatedSpdxElement) ?? '');
    if (relationshipType === 'DESCRIBED_BY' && relatedSpdxElement === 'SPDXRef-DOCUMENT')
      described.add(textOf(spdxElementId) ?? '');
  }
  return described;
}

/** From the whole to its parts, and from what needs to what is needed. */
function arrowsIn(relationships: readonly JsonObject[]): ReadonlyMap<string, readonly string[]> {
  const arrows = new Map<string, string[]>();
  const add = (from: unknown, to: unknown) => {
    const [start, end] = [textOf(from), textOf(to)];
    if (start === undefined || end === undefined) return;
    const ends = arrows.get(start);
    if (ends === undefined) arrows.set(start, [end]);
    else ends.push(end);
  };
  for (const { spdxElementId, relationshipType, relatedSpdxElement } of relationships) {
    if (relationshipType === 'CONTAINS' || relationshipType === 'DEPENDS_ON') add(spdxElementId, relatedSpdxElement);
    if (relationshipType === 'CONTAINED_BY' || relationshipType === 'DEPENDENCY_OF')
      add(relatedSpdxElement, spdxElementId);
  }
  return arrows;
}

/** SPDX has no word for it: Syft's, and ours, is the beginning of the comment. */
function ownersIn(relationships: readonly JsonObject[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { spdxElementId, relationshipType, relatedSpdxElement, comment } of relationships) {
    const [owner, owned] = [textOf(spdxElementId), textOf(relatedSpdxElement)];
    if (relationshipType !== 'OTHER' || owner === undefined || owned === undefined) continue;
    if (textOf(comment)?.startsWith('ownership-by-file-overlap') === true) owners.set(owned, owner);
  }
  return owners;
}

function licenseNames(document: JsonObject): LicenseNames {
  const names = new Map<string, string>();
  for (const { licenseId, name, extractedText } of objectsOf(document['hasExtractedLicensingInfos'])) {
    const [id, text] = [textOf(licenseId), textOf(extractedText)];
    const own = [textOf(name), text !== undefined && text.length <= 256 ? text : undefined].find(
      (word) => word !== undefined && word !== 'NOASSERTION',
    );
    if (id !== undefined && own !== undefined) names.set(id, own);
  }
  return names;
}

function idOf(pkg: JsonObject | undefined): string {
  return textOf(pkg?.['SPDXID']) ?? '';
}
