import { describe, expect, it } from 'vitest';
import { HOSTILE, report } from '../../test/golden/report.fixture.ts';
import { filterReport, type ReportFilter } from './filter.ts';

const idsOf = (filter: ReportFilter) =>
  filterReport(report, filter).subjects[0]!.vulnerabilities.map((flaw) => flaw.id);

describe('filterReport', () => {
  it('is the same report when nothing is asked for', () => {
    expect(filterReport(report, {})).toBe(report);
    expect(filterReport(report, { fixed: false, ignoreBase: false })).toBe(report);
  });

  it.each<[string, ReportFilter, string[]]>([
    ['severities', { severities: ['critical'] }, ['CVE-2021-44228', 'CVE-2021-44906']],
    ['no severity at all', { severities: [] }, []],
    ['fixed', { fixed: true }, ['CVE-2021-44228', 'CVE-2021-44906', 'CVE-2021-23337', 'CVE-2023-4911']],
    ['package types', { packageTypes: ['maven'] }, ['CVE-2021-44228']],
    ['an id', { ids: ['CVE-2023-4911'] }, ['CVE-2023-4911']],
    ['an alias in another case', { ids: ['ghsa-JFH8-c2jp-5v3q'] }, ['CVE-2021-44228']],
    ['a hostile alias', { ids: [HOSTILE] }, ['GHSA-\u001b[2J']],
    ['not the base', { ignoreBase: true, severities: ['high'] }, ['CVE-2021-23337']],
  ])('by %s', (_, filter, expected) => {
    expect(idsOf(filter)).toEqual(expected);
  });

  it('keeps what is undecided under severity and fixed, not under type, id and base', () => {
    const undecided = (filter: ReportFilter) => filterReport(report, filter).subjects[0]!.undecided.map(({ id }) => id);
    expect(undecided({ severities: ['critical'], fixed: true })).toEqual(['CVE-2024-0001', 'CVE-2024-0002']);
    expect(undecided({ packageTypes: ['golang'] })).toEqual(['CVE-2024-0001']);
    expect(undecided({ ids: ['cve-2024-0002'] })).toEqual(['CVE-2024-0002']);
    expect(undecided({ ignoreBase: true })).toEqual(['CVE-2024-0001']);
  });

  it('chooses among packages by type alone', () => {
    const packages = (filter: ReportFilter) => filterReport(report, filter).subjects[0]!.inventory.packages.length;
    expect(packages({ packageTypes: ['deb'] })).toBe(2);
    expect(packages({ ignoreBase: true, severities: ['low'] })).toBe(8);
  });
});
