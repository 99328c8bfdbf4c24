import { describe, expect, it } from 'vitest';
import type { OutputFormat, View } from '../../src/model/output-format.ts';
import type { Report, ReportView } from '../../src/model/report.ts';
import type { Vulnerability } from '../../src/model/vulnerability.ts';
import { markdown } from '../../src/report/markdown.ts';
import { clean, report, unknowing } from './report.fixture.ts';

const view: View = { width: 80, paint: false, unicode: true, links: false };
const format: OutputFormat<ReportView> = markdown;
const print = (of: Report, kind: ReportView['kind'] = 'scan', how = view) =>
  [...format.render({ kind, report: of }, how)].join('');

/** The first image of the fixture with that many flaws, of which every third is set aside. */
function withFlaws(count: number, suppressed = false): Report {
  const [subject] = report.subjects;
  const flaws = Array.from({ length: count }, (_, index): Vulnerability => ({
    ...subject!.vulnerabilities[index % subject!.vulnerabilities.length]!,
    id: `CVE-2020-${10_000 + index}`,
    ...(suppressed && index % 3 === 0 && { suppressed: { by: 'vex', reason: 'not reachable' } }),
  }));
  return { ...report, subjects: [{ ...subject!, vulnerabilities: flaws }] };
}

const rowsOf = (text: string) => text.match(/^\| .*\[CVE-2020-\d+\]/gm)?.length ?? 0;

describe('markdown', () => {
  it('shows the worst ten, and folds the others', () => {
    const [open, folded] = print(withFlaws(25)).split('<details>');
    expect(open).toContain('**Worst 10 of 25**');
    expect(rowsOf(open!)).toBe(10);
    expect(folded).toContain('<summary>15 other vulnerabilities</summary>');
    expect(rowsOf(folded!)).toBe(15);
  });

  it('counts what was set aside, and shows it folded', () => {
    const [open, folded] = print(withFlaws(9, true)).split('<details>');
    expect(rowsOf(open!)).toBe(6);
    expect(folded).toContain('<summary>3 set aside</summary>');
    expect(rowsOf(folded!)).toBe(3);
  });

  it.each(['scan', 'cves', 'quickview', 'sbom'] as const)('%s is one comment, however much there is', (kind) => {
    const many = withFlaws(20_000);
    const [subject] = many.subjects;
    const packages = Array.from({ length: 20_000 }, (_, index) => ({
      ...subject!.inventory.packages[index % 8]!,
      id: `npm/p${index}@1`,
    }));
    const big = { ...many, subjects: [{ ...subject!, inventory: { ...subject!.inventory, packages } }] };
    const text = print(big, kind);
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    if (kind !== 'quickview') expect(text).toMatch(/\*\*[\d,]+ more lines were cut\*\*[^\n]*\n$/);
  });

  it('shows what cannot be decided and what was not looked at outside of what is folded', () => {
    const [open] = print(report).split('<details>');
    expect(open).toContain('- ? 2 flaws cannot be decided');
    expect(open).toContain('- ? layer 1 was not read: encrypted');
  });

  it('never gives a clean bill without knowledge', () => {
    expect(print(clean)).toContain('✓ No known vulnerabilities');
    for (const kind of ['scan', 'cves', 'quickview'] as const) {
      expect(print(unknowing, kind)).toContain('? No knowledge: no vulnerability was looked for');
      expect(print(unknowing, kind)).not.toContain('No known');
    }
  });

  it('is the same on every terminal', () => {
    const elsewhere = { width: 200, paint: true, unicode: false, links: true };
    expect(print(report, 'scan', elsewhere)).toBe(print(report));
  });
});
