import { distroOf } from '../model/inventory.ts';
import type { OutputFormat } from '../model/output-format.ts';
import type { Report, ReportView, SubjectReport } from '../model/report.ts';
import { contentUuid } from './parts/content-id.ts';
import {
  distroComponent,
  packageComponent,
  propertiesOf,
  refsOf,
  subjectComponent,
} from './parts/cyclonedx-components.ts';
import { bomVulnerabilities } from './parts/cyclonedx-vulnerabilities.ts';
import { compareText } from './parts/order.ts';
import { printJsonPieces, streamedList, streamedRecord } from './parts/print-json.ts';

/**
 * CycloneDX 1.6 as JSON (ECMA-424). One subject is the document's own component; several are components with their packages below
 * them. `sbom` holds no vulnerabilities.
 */
export const cyclonedx = {
  id: 'cyclonedx',
  mediaType: 'application/vnd.cyclonedx+json; version=1.6',
  extension: 'cdx.json',
  accepts: ['cves', 'sbom', 'scan'],
  *render(document) {
    const report = document.kind === 'sbom' ? { ...document.report, knowledge: null } : document.report;
    const metadata = metadataOf(report);
    const { subjects } = report;
    const compositions = compositionsOf(subjects);
    // Without knowledge an empty list of vulnerabilities would be a clean bill.
    const vulnerabilities = report.knowledge === null ? undefined : bomVulnerabilities(subjects);
    const content = (function* () {
      yield JSON.stringify([metadata, compositions, vulnerabilities]);
      for (const component of componentsOf(subjects)) yield JSON.stringify(component);
    })();
    yield* printJsonPieces(
      streamedRecord([
        ['$schema', 'http://cyclonedx.org/schema/bom-1.6.schema.json'],
        ['bomFormat', 'CycloneDX'],
        ['specVersion', '1.6'],
        ['serialNumber', `urn:uuid:${contentUuid(content)}`],
        ['version', 1],
        ['metadata', { timestamp: report.at, ...metadata }],
        ['components', streamedList(componentsOf(subjects))],
        ['dependencies', streamedList(dependenciesOf(subjects))],
        ['compositions', compositions],
        ['vulnerabilities', vulnerabilities],
      ]),
    );
  },
} as const satisfies OutputFormat<ReportView>;

function metadataOf(report: Report) {
  const [only, ...others] = report.subjects;
  const { knowledge } = report;
  const properties =
    knowledge &&
    propertiesOf([
      ['plimsoll:knowledge:digest', knowledge.digest],
      ['plimsoll:knowledge:as-of', knowledge.asOf],
    ]);
  return {
    tools: { components: [{ type: 'application', name: report.tool.name, version: report.tool.version }] },
    component: only !== undefined && others.length === 0 ? subjectComponent(only, refsOf(0, 1)) : undefined,
    properties: properties ?? undefined,
  };
}

function* componentsOf(subjects: readonly SubjectReport[]): Iterable<object> {
  for (const { subject, refs, packages } of partsOf(subjects)) {
    if (subjects.length > 1) yield subjectComponent(subject, refs);
    const distro = distroComponent(subject, refs);
    if (distro !== undefined) yield distro;
    for (const pkg of packages) yield packageComponent(pkg, subject, refs);
  }
}

function* dependenciesOf(subjects: readonly SubjectReport[]): Iterable<object> {
  for (const { subject, refs, packages } of partsOf(subjects)) {
    const below = packages.map((pkg) => refs.package(pkg.id));
    const hasDistro = distroOf(subject.inventory) !== undefined;
    yield { ref: refs.subject, dependsOn: hasDistro ? [refs.distro, ...below] : below };
  }
}

function* partsOf(subjects: readonly SubjectReport[]) {
  for (const [index, subject] of subjects.entries()) {
    const packages = [...subject.inventory.packages].sort((a, b) => compareText(a.id, b.id));
    yield { subject, refs: refsOf(index, subjects.length), packages };
  }
}

/** Subjects of which something was not read. */
function compositionsOf(subjects: readonly SubjectReport[]): readonly object[] | undefined {
  const partial = subjects.flatMap(({ inventory }, index) =>
    inventory.complete ? [] : [refsOf(index, subjects.length).subject],
  );
  return partial.length === 0 ? undefined : [{ aggregate: 'incomplete', assemblies: partial }];
}
