import { distroOf } from '../../model/inventory.ts';
import type { Package } from '../../model/package.ts';
import type { Report, ReportView, SubjectReport } from '../../model/report.ts';
import { contentUuid } from './content-id.ts';
import { escapeText } from './escape.ts';
import { sentencesOf } from './not-looked-at.ts';
import { compareText } from './order.ts';
import { extrasOf } from './package-extras.ts';
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
  const parts = partsOf(report.subjects);
  const partial = report.subjects.filter(({ inventory }) => !inventory.complete);
  return {
    name: documentNameOf(report),
    namespace: `urn:uuid:${contentUuid(contentOf(tool, parts, licenses))}`,
    comment: commentOf(kind, report, partial),
    created,
    creators: [tool],
    licenseListVersion,
    annotations: [annotate(`plimsoll:complete=${partial.length === 0}`)],
    packages: () => packagesOf(parts, licenses, annotate),
    relationships: () => relationshipsOf(parts),
    licenses: () => licenses.extracted(),
  };
}

/** A subject, the ids of its elements, and its packages in order. */
interface Part {
  readonly subject: SubjectReport;
  readonly ids: SpdxIds;
  readonly packages: readonly Package[];
}

function partsOf(subjects: readonly SubjectReport[]): readonly Part[] {
  return subjects.map((subject, index) => ({
    subject,
    ids: spdxIdsOf(index, subjects.length),
    packages: [...subject.inventory.packages].sort((a, b) => compareText(a.id, b.id)),
  }));
}

/** All that the document is made from, but for the time; on the way the licenses are collected. */
function* contentOf(tool: string, parts: readonly Part[], licenses: SpdxLicenses): Iterable<string> {
  yield tool;
  for (const { subject, ids, packages } of parts) {
    const { inventory, base } = subject;
    yield JSON.stringify([
      nameOf(inventory),
      inventory.complete,
      distroOf(inventory),
      base,
      sentencesOf(subject, PLAIN),
    ]);
    const { source } = inventory;
    if (source.kind === 'image') yield JSON.stringify([source.manifest, source.config, source.index, source.platform]);
    for (const pkg of packages) {
      yield `\n${ids.package(pkg.id)} ${licenses.declared(pkg.licenses)} ${extrasOf(pkg, inventory).join('\t')}`;
    }
  }
}

const PLAIN = { safe: (text: string) => escapeText(text, true) };

/** To the second, as §6.9 has it. */
function createdOf(at: string): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

function documentNameOf({ subjects }: Report): string {
  const [first, ...others] = subjects;
  if (first === undefined) return 'nothing';
  const name = escapeText(nameOf(first.inventory), true).trim() || '?';
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

function* packagesOf(parts: readonly Part[], licenses: SpdxLicenses, annotate: Annotate) {
  for (const { subject, ids, packages } of parts) {
    const distro = distroOf(subject.inventory);
    yield subjectPackage(subject, ids, annotate);
    if (distro !== undefined) yield distroPackage(distro, ids, annotate);
    for (const pkg of packages) yield spdxPackage(pkg, subject, ids, licenses, annotate);
  }
}

function* relationshipsOf(parts: readonly Part[]): Generator<SpdxRelationship> {
  for (const { subject, ids, packages } of parts) {
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

function relationOf(
  from: string,
  relationshipType: SpdxRelationship['relationshipType'],
  to: string,
): SpdxRelationship {
  return { spdxElementId: from, relationshipType, relatedSpdxElement: to };
}
