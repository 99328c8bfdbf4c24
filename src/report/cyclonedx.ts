import type { OutputFormat } from '../model/output-format.ts';
import type { Report, ReportView } from '../model/report.ts';
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
import { printJson } from './parts/print-json.ts';

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
    // Without knowledge an empty list of vulnerabilities would be a clean bill.
    const body = bodyOf(report, report.knowledge !== null);
    yield printJson({
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      serialNumber: `urn:uuid:${contentUuid([JSON.stringify({ ...metadata, ...body })])}`,
      version: 1,
      metadata: { timestamp: report.at, ...metadata },
      ...body,
    });
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

function bodyOf(report: Report, withVulnerabilities: boolean) {
  const { subjects } = report;
  const components: object[] = [];
  const dependencies: { ref: string; dependsOn: readonly string[] }[] = [];
  const partial: string[] = [];
  subjects.forEach((subject, index) => {
    const refs = refsOf(index, subjects.length);
    if (subjects.length > 1) components.push(subjectComponent(subject, refs));
    const own = [...subject.inventory.packages].sort((a, b) => compareText(a.id, b.id));
    const distro = distroComponent(subject, refs);
    if (distro !== undefined) components.push(distro);
    for (const pkg of own) components.push(packageComponent(pkg, subject, refs));
    const below = own.map((pkg) => refs.package(pkg.id));
    dependencies.push({ ref: refs.subject, dependsOn: distro === undefined ? below : [refs.distro, ...below] });
    if (!subject.inventory.complete) partial.push(refs.subject);
  });
  return {
    components,
    dependencies,
    compositions: partial.length === 0 ? undefined : [{ aggregate: 'incomplete', assemblies: partial }],
    vulnerabilities: withVulnerabilities ? bomVulnerabilities(subjects) : undefined,
  };
}
