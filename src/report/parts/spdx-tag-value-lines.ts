import type { ExtractedLicense } from './spdx-licenses.ts';
import type { SpdxAnnotation, SpdxPackage, SpdxRelationship } from './spdx-model.ts';
import { tagValueBlock, tagValueLine } from './spdx-tag-value-text.ts';

/** Tag and value; without a value nothing is written. */
export type Tag = readonly [string, string | undefined];

/** Tags as text, one below the other. */
export function tagLines(tags: readonly Tag[]): string {
  return tags.map(([tag, value]) => (value === undefined ? '' : `${tag}: ${value}\n`)).join('');
}

export function line(text: string | undefined): string | undefined {
  return text === undefined ? undefined : tagValueLine(text);
}

export function block(text: string | undefined): string | undefined {
  return text === undefined ? undefined : tagValueBlock(text);
}

/** §7, in the order of the clauses, and §12 for its annotations. */
export function packageLines(pkg: SpdxPackage): string {
  const tags: readonly Tag[] = [
    ['PackageName', line(pkg.name)],
    ['SPDXID', pkg.SPDXID],
    ['PackageVersion', line(pkg.versionInfo)],
    ['PackageSupplier', line(pkg.supplier)],
    ['PackageDownloadLocation', pkg.downloadLocation],
    ['FilesAnalyzed', 'false'],
    ...(pkg.checksums ?? []).map(
      ({ algorithm, checksumValue }): Tag => ['PackageChecksum', `${algorithm}: ${checksumValue}`],
    ),
    ['PackageSourceInfo', block(pkg.sourceInfo)],
    ['PackageLicenseConcluded', pkg.licenseConcluded],
    ['PackageLicenseDeclared', line(pkg.licenseDeclared)],
    ['PackageCopyrightText', pkg.copyrightText],
    ['PackageDescription', block(pkg.description)],
    ['PackageComment', block(pkg.comment)],
    ...(pkg.externalRefs ?? []).map(
      (ref): Tag => ['ExternalRef', `${ref.referenceCategory} ${ref.referenceType} ${line(ref.referenceLocator)}`],
    ),
    ['PrimaryPackagePurpose', pkg.primaryPackagePurpose],
  ];
  return `\n${tagLines(tags)}${annotationLines(pkg.SPDXID, pkg.annotations ?? [])}`;
}

export function annotationLines(id: string, annotations: readonly SpdxAnnotation[]): string {
  return annotations
    .map((annotation) =>
      tagLines([
        ['Annotator', line(annotation.annotator)],
        ['AnnotationDate', annotation.annotationDate],
        ['AnnotationType', annotation.annotationType],
        ['SPDXREF', id],
        ['AnnotationComment', block(annotation.comment)],
      ]),
    )
    .join('');
}

export function relationshipLines(relationship: SpdxRelationship): string {
  const { spdxElementId, relationshipType, relatedSpdxElement } = relationship;
  return tagLines([
    ['Relationship', `${spdxElementId} ${relationshipType} ${relatedSpdxElement}`],
    ['RelationshipComment', block(relationship.comment)],
  ]);
}

export function licenseLines(license: ExtractedLicense): string {
  return `\n${tagLines([
    ['LicenseID', license.licenseId],
    ['ExtractedText', block(license.extractedText)],
    ['LicenseName', line(license.name)],
    ['LicenseComment', block(license.comment)],
  ])}`;
}
