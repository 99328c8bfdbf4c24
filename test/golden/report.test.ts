import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OutputFormat, View } from '../../src/model/output-format.ts';
import type { ReportDocument } from '../../src/model/report.ts';
import { cyclonedx } from '../../src/report/cyclonedx.ts';
import { github } from '../../src/report/github.ts';
import { json } from '../../src/report/json.ts';
import { markdown } from '../../src/report/markdown.ts';
import { widthOf } from '../../src/report/parts/text-width.ts';
import { sarif } from '../../src/report/sarif.ts';
import { spdx } from '../../src/report/spdx.ts';
import { spdxTagValue } from '../../src/report/spdx-tag-value.ts';
import { syftJson } from '../../src/report/syft-json.ts';
import { table } from '../../src/report/table.ts';
import {
  clean,
  explanation,
  knowledgeSearch,
  knowledgeStatus,
  notInstalled,
  report,
  unknowing,
} from './report.fixture.ts';

const plain: View = { width: 80, paint: false, unicode: true, links: false };
const wide: View = { ...plain, width: 200 };

/** The report of one image. */
const single = { ...report, subjects: report.subjects.slice(0, 1) };

/** Name, document. */
const documents: readonly (readonly [string, ReportDocument])[] = [
  ['scan', { kind: 'scan', report }],
  ['scan-clean', { kind: 'scan', report: clean }],
  ['scan-unknowing', { kind: 'scan', report: unknowing }],
  ['cves', { kind: 'cves', report }],
  ['cves-clean', { kind: 'cves', report: clean }],
  ['quickview', { kind: 'quickview', report }],
  ['sbom', { kind: 'sbom', report }],
  ['explanation', explanation],
  ['explanation-not-installed', notInstalled],
  ['knowledge-status', knowledgeStatus],
  ['knowledge-search', knowledgeSearch],
];

const cases: readonly (readonly [string, OutputFormat<ReportDocument>, ReportDocument, View])[] = [
  ...documents.flatMap(([name, document]) => [
    [`${name}.80.txt`, table, document, plain] as const,
    [`${name}.200.txt`, table, document, wide] as const,
  ]),
  ['scan.80.painted.txt', table, { kind: 'scan', report }, { ...plain, paint: true }],
  ['cves.200.painted.txt', table, { kind: 'cves', report }, { ...wide, paint: true }],
  ['scan.80.ascii.txt', table, { kind: 'scan', report }, { ...plain, unicode: false }],
  ['cves.80.ascii.txt', table, { kind: 'cves', report }, { ...plain, unicode: false }],
  ['scan.json', json, { kind: 'scan', report }, plain],
  ['sbom.json', json, { kind: 'sbom', report }, plain],
  ['scan-unknowing.json', json, { kind: 'scan', report: unknowing }, plain],
  ['explanation.json', json, explanation, plain],
  ['scan.cdx.json', cyclonedx, { kind: 'scan', report: single }, plain],
  ['scan-many.cdx.json', cyclonedx, { kind: 'scan', report }, plain],
  ['scan-unknowing.cdx.json', cyclonedx, { kind: 'scan', report: unknowing }, plain],
  ['sbom.cdx.json', cyclonedx, { kind: 'sbom', report: single }, plain],
  ['scan.sarif.json', sarif, { kind: 'scan', report }, plain],
  ['scan-unknowing.sarif.json', sarif, { kind: 'scan', report: unknowing }, plain],
  ['sbom.spdx.json', spdx, { kind: 'sbom', report: single }, plain],
  ['scan-many.spdx.json', spdx, { kind: 'scan', report }, plain],
  ['sbom.spdx', spdxTagValue, { kind: 'sbom', report: single }, plain],
  ['scan-unknowing.spdx', spdxTagValue, { kind: 'scan', report: unknowing }, plain],
  ['sbom.syft.json', syftJson, { kind: 'sbom', report: single }, plain],
  ['scan-unknowing.syft.json', syftJson, { kind: 'scan', report: unknowing }, plain],
  ['sbom.github.json', github, { kind: 'sbom', report: single }, plain],
  ['scan-many.github.json', github, { kind: 'scan', report }, plain],
  ['scan.md', markdown, { kind: 'scan', report }, plain],
  ['scan-clean.md', markdown, { kind: 'scan', report: clean }, plain],
  ['scan-unknowing.md', markdown, { kind: 'scan', report: unknowing }, plain],
  ['quickview.md', markdown, { kind: 'quickview', report }, plain],
  ['sbom.md', markdown, { kind: 'sbom', report }, plain],
];

it.each(cases)('%s is as stored', (name, format, document, view) => {
  const path = join(import.meta.dirname, name);
  const text = [...format.render(document, view)].join('');
  if (process.env['UPDATE'] === '1') writeFileSync(path, text);
  expect(existsSync(path), `${name} is not stored: UPDATE=1 writes it`).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
});

/** What a terminal would act on; line breaks and, painted, our own SGR codes aside. */
const ACTIVE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

it.each(cases)('%s lets nothing foreign act on a terminal', (_, format, document, view) => {
  const text = [...format.render(document, view)].join('').replace(/\u001b\[[0-9;]+m/g, view.paint ? '' : '$&');
  expect(ACTIVE.test(text)).toBe(false);
});

it.each(cases)('%s is the same whatever the order of what came in', (_, format, document, view) => {
  const turned = 'report' in document ? { ...document, report: turn(document.report) } : document;
  expect([...format.render(turned, view)].join('')).toBe([...format.render(document, view)].join(''));
});

function turn(whole: typeof report): typeof report {
  return {
    ...whole,
    subjects: whole.subjects.map((subject) => ({
      ...subject,
      vulnerabilities: subject.vulnerabilities.toReversed(),
      undecided: subject.undecided.toReversed(),
      inventory: { ...subject.inventory, packages: subject.inventory.packages.toReversed() },
    })),
  };
}

describe('table', () => {
  it.each([64, 80, 100, 120, 200])('keeps every line within %i columns', (width) => {
    for (const [name, document] of documents) {
      // What the user typed and paths are left whole in an explanation; so is the digest of the store, below 90 columns.
      if (name.startsWith('explanation') || (name === 'knowledge-status' && width < 90)) continue;
      const lines = [...table.render(document, { ...plain, width })].join('').split('\n');
      for (const line of lines) expect(widthOf(line), `${name}: ${line}`).toBeLessThanOrEqual(width);
    }
  });

  it('says the same with and without colours', () => {
    for (const [, document] of documents) {
      const painted = [...table.render(document, { ...plain, paint: true })].join('');
      expect(painted.replace(/\u001b\[[0-9;]+m/g, '')).toBe([...table.render(document, plain)].join(''));
    }
  });

  it('never gives a clean bill without knowledge', () => {
    for (const kind of ['scan', 'cves', 'quickview'] as const) {
      const text = [...table.render({ kind, report: unknowing }, plain)].join('');
      expect(text).toContain('no vulnerability was looked for');
      expect(text).not.toContain('No known vulnerabilities');
    }
  });

  it('is five lines for an image that is fine', () => {
    const text = [...table.render({ kind: 'scan', report: clean }, wide)].join('');
    expect(text.split('\n').filter(Boolean)).toHaveLength(5);
  });
});

describe('cyclonedx', () => {
  const parse = (document: Parameters<typeof cyclonedx.render>[0]) => JSON.parse([...cyclonedx.render(document)].join(''));

  it('points only at what is there', () => {
    const bom = parse({ kind: 'scan', report });
    const refs = new Set(bom.components.map((component: { 'bom-ref': string }) => component['bom-ref']));
    expect(refs.size).toBe(bom.components.length);
    for (const { ref, dependsOn } of bom.dependencies) for (const to of [ref, ...dependsOn]) expect(refs).toContain(to);
    for (const { affects } of bom.vulnerabilities) for (const { ref } of affects) expect(refs).toContain(ref);
  });

  it('keeps its serial number over time and changes it with the content', () => {
    const { serialNumber } = parse({ kind: 'scan', report });
    expect(parse({ kind: 'scan', report: { ...report, at: '2030-01-01T00:00:00Z' } }).serialNumber).toBe(serialNumber);
    expect(parse({ kind: 'scan', report: clean }).serialNumber).not.toBe(serialNumber);
    expect(serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
