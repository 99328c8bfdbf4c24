import type { PackageType } from '../model/package.ts';
import type { Report, SubjectReport } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { originOf, packagesById } from './parts/subject.ts';

/** What of a report is wanted; what is absent filters nothing. */
export interface ReportFilter {
  readonly severities?: readonly Severity[];
  /** Only flaws with a version that mends them. */
  readonly fixed?: boolean;
  readonly packageTypes?: readonly PackageType[];
  /** Ids or aliases, in any case. */
  readonly ids?: readonly string[];
  /** Without what came with the base. */
  readonly ignoreBase?: boolean;
}

/**
 * The report with only what the filter wants. `packageTypes` also chooses among the packages. What is undecided has no severity and
 * no fix yet, so those two leave it alone: it might be what was asked for.
 */
export function filterReport(report: Report, filter: ReportFilter): Report {
  if (Object.values(filter).every((value) => value === undefined || value === false)) return report;
  return { ...report, subjects: report.subjects.map((subject) => filterSubject(subject, filter)) };
}

function filterSubject(subject: SubjectReport, filter: ReportFilter): SubjectReport {
  const packages = packagesById(subject);
  const ids = filter.ids && new Set(filter.ids.map((id) => id.toLowerCase()));
  const isWantedPackage = (id: string) => {
    if (filter.packageTypes === undefined) return true;
    const pkg = packages.get(id);
    return pkg !== undefined && filter.packageTypes.includes(pkg.type);
  };
  const isBasePackage = (id: string) => {
    const pkg = packages.get(id);
    return pkg !== undefined && originOf(pkg, subject.inventory) === 'base';
  };
  return {
    ...subject,
    inventory: {
      ...subject.inventory,
      packages: subject.inventory.packages.filter((pkg) => isWantedPackage(pkg.id)),
    },
    vulnerabilities: subject.vulnerabilities.filter(
      (flaw) =>
        isWantedPackage(flaw.package) &&
        (filter.severities?.includes(flaw.severity) ?? true) &&
        (!filter.fixed || flaw.judgement.fixes.length > 0) &&
        (ids === undefined || [flaw.id, ...flaw.aliases].some((id) => ids.has(id.toLowerCase()))) &&
        !(filter.ignoreBase && flaw.origin === 'base'),
    ),
    undecided: subject.undecided.filter(
      ({ id, package: pkg }) =>
        isWantedPackage(pkg) &&
        (ids === undefined || ids.has(id.toLowerCase())) &&
        !(filter.ignoreBase && isBasePackage(pkg)),
    ),
  };
}
