import { linesOf } from '../../bytes/lines.ts';
import type { JsonObject } from './json-values.ts';

/** A tag with its value; `line` counts from 1. */
export interface TagValue {
  readonly tag: string;
  readonly value: string;
  /** A text of several lines that never ended. */
  readonly isOpen: boolean;
}

/** Tags and values of SPDX's text form; values between `<text>` and `</text>` span lines. Comments and lines without tag are passed over. */
export function* tagValuesOf(bytes: Uint8Array): Generator<TagValue> {
  let tag = '';
  let lines: string[] | undefined;
  for (const raw of linesOf(bytes)) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (lines !== undefined) {
      const end = line.indexOf('</text>');
      lines.push(end < 0 ? line : line.slice(0, end));
      if (end < 0) continue;
      yield { tag, value: lines.join('\n'), isOpen: false };
      lines = undefined;
      continue;
    }
    const found = /^\s*([A-Za-z]+):[ \t]*/.exec(line);
    if (found === null) continue;
    tag = found[1]!;
    const value = line.slice(found[0].length);
    if (!value.startsWith('<text>')) yield { tag, value: value.trim(), isOpen: false };
    else {
      const text = value.slice('<text>'.length);
      const end = text.indexOf('</text>');
      if (end >= 0) yield { tag, value: text.slice(0, end), isOpen: false };
      else lines = [text];
    }
  }
  if (lines !== undefined) yield { tag, value: lines.join('\n'), isOpen: true };
}

/** Tags of a package (§7) → keys of the JSON form. */
const PACKAGE_TAGS: ReadonlyMap<string, string> = new Map([
  ['PackageDescription', 'description'],
  ['PackageLicenseConcluded', 'licenseConcluded'],
  ['PackageLicenseDeclared', 'licenseDeclared'],
  ['PackageOriginator', 'originator'],
  ['PackageSourceInfo', 'sourceInfo'],
  ['PackageSupplier', 'supplier'],
  ['PackageVersion', 'versionInfo'],
  ['PrimaryPackagePurpose', 'primaryPackagePurpose'],
]);

/** An object in the making, with the lists that its tags fill. */
type Making = Record<string, unknown> & { [list in 'annotations' | 'externalRefs' | 'checksums']?: JsonObject[] };

/** The document in the shape of SPDX's JSON, as far as it is read; `isCutOff` when its last text never ends. */
export function spdxOfTagValue(bytes: Uint8Array): { readonly document: JsonObject; readonly isCutOff: boolean } {
  const packages: Making[] = [];
  const relationships: Record<string, unknown>[] = [];
  const licenses: Record<string, unknown>[] = [];
  const document: Making = { packages, relationships, hasExtractedLicensingInfos: licenses };
  const byId = new Map<string, Making>();
  const comments: { ref: string; comment: string }[] = [];
  /** What the tags are about; undefined inside files and snippets. */
  let current: Making | undefined = document;
  let ref = '';
  let isCutOff = false;
  for (const { tag, value, isOpen } of tagValuesOf(bytes)) {
    isCutOff ||= isOpen;
    const key = PACKAGE_TAGS.get(tag);
    if (key !== undefined && current !== undefined && current !== document) current[key] = value;
    else if (tag === 'PackageName') {
      current = { name: value };
      packages.push(current);
    } else if (tag === 'FileName' || tag === 'SnippetSPDXID') current = undefined;
    else if (tag === 'LicenseID') {
      licenses.push({ licenseId: value });
      current = undefined;
    } else if (tag === 'SPDXVersion') document['spdxVersion'] = value;
    else if (tag === 'DocumentName') document['name'] = value;
    else if (tag === 'ExtractedText') set(licenses.at(-1), 'extractedText', value);
    else if (tag === 'LicenseName') set(licenses.at(-1), 'name', value);
    else if (tag === 'SPDXID') identify(current, value, byId);
    else if (tag === 'ExternalRef') push(current, 'externalRefs', refOf(value));
    else if (tag === 'PackageChecksum') push(current, 'checksums', checksumOf(value));
    else if (tag === 'Relationship') relationships.push(relationshipOf(value));
    else if (tag === 'RelationshipComment') set(relationships.at(-1), 'comment', value);
    else if (tag === 'SPDXREF') ref = value;
    else if (tag === 'AnnotationComment') comments.push({ ref, comment: value });
  }
  for (const { ref: id, comment } of comments) push(byId.get(id), 'annotations', { comment });
  return { document, isCutOff };
}

function identify(current: Making | undefined, id: string, byId: Map<string, Making>): void {
  if (current === undefined || current['SPDXID'] !== undefined) return;
  current['SPDXID'] = id;
  byId.set(id, current);
}

function set(target: Record<string, unknown> | undefined, key: string, value: string): void {
  if (target !== undefined) target[key] = value;
}

function push(target: Making | undefined, list: 'annotations' | 'checksums' | 'externalRefs', item: JsonObject): void {
  if (target === undefined) return;
  const items = target[list];
  if (items === undefined) target[list] = [item];
  else items.push(item);
}

/** `PACKAGE-MANAGER purl pkg:npm/x@1`. */
function refOf(value: string): JsonObject {
  const [referenceCategory, referenceType, ...locator] = value.split(/[ \t]+/, 64);
  return { referenceCategory, referenceType, referenceLocator: locator.join(' ') };
}

/** `SHA256: 2fd4e1c6…`. */
function checksumOf(value: string): JsonObject {
  const [algorithm, checksumValue] = value.split(/:\s*/, 2);
  return { algorithm, checksumValue };
}

/** `SPDXRef-DOCUMENT DESCRIBES SPDXRef-Package`. */
function relationshipOf(value: string): Record<string, unknown> {
  const [spdxElementId, relationshipType, relatedSpdxElement] = value.split(/[ \t]+/, 3);
  return { spdxElementId, relationshipType, relatedSpdxElement };
}
