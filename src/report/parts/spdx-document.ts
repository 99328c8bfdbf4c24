import { distroOf } from '../../model/inventory.ts';
import type { Report, ReportView, SubjectReport } from '../../model/report.ts';
import { contentUuid } from './content-id.ts';
import { escapeText } from './escape.ts';
import { compareText } from './order.ts';
import { type ExtractedLicense, licenseListVersion, SpdxLicenses } from './spdx-licenses.ts';
import type { SpdxAnnotation, SpdxPackage, SpdxRelationship } from './spdx-model.ts';
import { type Annotate, distroPackage, type SpdxIds, spdxIdsOf, spdxPackage, subjectPackage } from './spdx-packages.ts';
import { nameOf, packagesById } from './subject.ts';
import { count } from './words.ts';

/** An SPDX 2.3 document whose long lists are made while they are read, as often as they are read. */
export interface SpdxDocument {
  readonly name: string;
  readonly namespace: string;
  readonly comment: string | undefined;
  readonly created: string;
  readonly creators: readonly string[];
  readonly licenseListVersion: string;
  readonly annotations: readonly SpdxAnnotation[];
  packages(): Iterable<SpdxPackage>;
  relationships(): Iterable<SpdxRelationship>;
  /** Complete only after `packages()` was read to its end; making the document does so once. */
  licenses(): readonly ExtractedLicense[];
}

/** One document for all subjects: it describes each of them, and each contains its packages. */
export function spdxDocument({ kind, report }: ReportView): SpdxDocument {
  const created = createdOf(report.at);
  const tool = `Tool: ${report.tool.name}-${report.tool.version}`;
  const annotate: Annotate = (comment) => ({
    annotationDate: created,
    annotationType: 'OTHER',
    annotator: tool,
    comment,
  });
  const licenses = new SpdxLicenses();
  const packages = (how: Annotate) => packagesOf(report, licenses, how);
  const partial = report.subjects.filter(({ inventory }) => !inventory.complete);
  return {
    name: documentNameOf(report),
    namespace: `urn:uuid:${contentUuid(
      contentOf(
        tool,
        packages((comment) => ({ ...annotate(comment), annotationDate: '' })),
      ),
    )}`,
    comment: commentOf(kind, report, partial),
    created,
    creators: [tool],
    licenseListVersion,
    annotations: [annotate(`plimsoll:complete=${partial.length === 0}`)],
    packages: () => packages(annotate),
    relationships: () => relationshipsOf(report),
    licenses: () => licenses.extracted(),
  };
}

/** To the second, as §6.9 has it. */
function createdOf(at: string): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

function* contentOf(tool: string, packages: Iterable<SpdxPackage>): Iterable<string> {
  yield tool;
  for (const pkg of packages) yield JSON.stringify(pkg);
}

function documentNameOf({ subjects }: Report): string {
  const [first, ...others] = subjects;
  if (first === undefined) return 'nothing';
  const name = escapeText(nameOf(first.inventory), true);
  return others.length === 0 ? name : `${name} and ${count(others.length, 'other')}`;
}

function commentOf(kind: ReportView['kind'], { knowledge }: Report, partial: readonly SubjectReport[]) {
  const sentences = [];
  if (partial.length > 0) sentences.push('Not everything was looked at: packages may be missing.');
  if (kind !== 'sbom') {
    sentences.push(
      knowledge === null
        ? 'There was no knowledge, so no vulnerability was looked for.'
        : 'Vulnerabilities are not part of this document.',
    );
  }
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function* packagesOf({ subjects }: Report, licenses: SpdxLicenses, annotate: Annotate) {
  for (const { subject, ids, packages } of partsOf(subjects)) {
    const distro = distroOf(subject.inventory);
    yield subjectPackage(subject, ids, annotate);
    if (distro !== undefined) yield distroPackage(distro, ids, annotate);
    for (const pkg of packages) yield spdxPackage(pkg, subject, ids, licenses, annotate);
  }
}

function* relationshipsOf({ subjects }: Report): Generator<SpdxRelationship> {
  for (const { subject, ids, packages } of partsOf(subjects)) {
    yield relationOf('SPDXRef-DOCUMENT', 'DESCRIBES', ids.subject);
    if (distroOf(subject.inventory) !== undefined) yield relationOf(ids.subject, 'CONTAINS', ids.distro);
    for (const pkg of packages) yield relationOf(ids.subject, 'CONTAINS', ids.package(pkg.id));
    const known = packagesById(subject);
    for (const { id, owner } of packages) {
      if (owner === undefined || !known.has(owner)) continue;
      yield { ...relationOf(ids.package(owner), 'OTHER', ids.package(id)), comment: OWNERSHIP };
    }
  }
}

/** SPDX has no word for it; other programs know the relation by the first word of such a comment. */
const OWNERSHIP = 'ownership-by-file-overlap: the first package brought the files that define the second';

function* partsOf(subjects: readonly SubjectReport[]) {
  for (const [index, subject] of subjects.entries()) {
    const ids: SpdxIds = spdxIdsOf(index, subjects.length);
    yield { subject, ids, packages: [...subject.inventory.packages].sort((a, b) => compareText(a.id, b.id)) };
  }
}

function relationOf(
  from: string,
  relationshipType: SpdxRelationship['relationshipType'],
  to: string,
): SpdxRelationship {
  return { spdxElementId: from, relationshipType, relatedSpdxElement: to };
}
