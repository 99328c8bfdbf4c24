import { expect, it } from 'vitest';
import type { View } from '../../src/model/output-format.ts';
import type { Package } from '../../src/model/package.ts';
import type { Report, ReportView, SubjectReport } from '../../src/model/report.ts';
import { type LazyFormat, outputFormats } from '../../src/report/index.ts';
import { HOSTILE, report } from './report.fixture.ts';

const view: View = { width: 120, paint: false, unicode: true, links: false };

/** Each is a way out of some format. */
const NAMES = [
  HOSTILE,
  '\u001b]0;title\u0007\u001b[2J',
  'a\r\nPackageName: evil\nSPDXID: SPDXRef-DOCUMENT',
  '</script><script>alert(1)</script>',
  '=cmd()|x!A1',
  '\u202egnp.exe\u2066',
  'lone \ud800 and \udc00',
  'a | b || c \\|',
  '<text>open</text>\nRelationship: a CONTAINS b',
  '</details><!-- ``` `` ` -->',
  '@octocat GH-1 #1 www.example.com http://example.com x@example.com',
  '![x](http://example.com/x.png) [y](javascript:alert(1))',
  '__proto__',
  'constructor',
  '',
  '   ',
  '\u0000',
  'x'.repeat(5000),
];

/** The first subject of the fixture, where every text that an image brings is hostile. */
function hostileReport(): Report {
  const subject = report.subjects[0]!;
  const [minimist] = subject.inventory.packages.filter(({ name }) => name === 'minimist');
  const packages = NAMES.flatMap((name, index): Package[] => [
    {
      ...minimist!,
      id: `npm/${name}@${name}`,
      name,
      version: name,
      arch: name,
      source: { name, version: name },
      licenses: [name],
      locations: [{ layer: 2, path: name, inside: [name] }],
      owner: `deb/owner@${index}`,
    },
    { ...minimist!, type: 'deb', id: `deb/owner@${index}`, name, version: `1:${name}`, namespace: name, module: name },
  ]);
  const flaws = packages.map((pkg, index) => ({
    ...subject.vulnerabilities[index % subject.vulnerabilities.length]!,
    id: NAMES[index % NAMES.length]!,
    aliases: NAMES,
    package: pkg.id,
    title: HOSTILE,
  }));
  return {
    ...report,
    subjects: NAMES.slice(0, 1).map((): SubjectReport => ({
      ...subject,
      inventory: {
        ...subject.inventory,
        packages,
        source: { ...subject.inventory.source, reference: NAMES.join(' ') } as SubjectReport['inventory']['source'],
        distros: [{ root: '', distro: { id: HOSTILE, idLike: NAMES, versionId: HOSTILE, codename: HOSTILE, prettyName: HOSTILE } }],
        diagnostics: NAMES.map((message, index) => ({ code: `x/y-${index}`, severity: 'warning', message, path: message })),
        config: { ...subject.inventory.config!, labels: Object.fromEntries(NAMES.map((name) => [name, name])) },
      },
      vulnerabilities: flaws,
      undecided: packages.map((pkg) => ({ id: pkg.name, package: pkg.id, why: 'under-investigation' })),
    })),
  };
}

const hostile = hostileReport();
const kinds: readonly ReportView['kind'][] = ['scan', 'cves', 'quickview', 'sbom'];
const formats = await Promise.all((outputFormats as readonly LazyFormat[]).map(({ load }) => load()));
const cases = formats.flatMap((format) =>
  kinds.filter((kind) => format.accepts.includes(kind)).map((kind) => [format.id, kind, format] as const),
);

it.each(cases)('%s of %s lets nothing hostile act, and is well-formed', (id, kind, format) => {
  const text = [...format.render({ kind, report: hostile }, view)].join('');
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/);
  if (id === 'markdown') {
    expect(outsideOfCode(text)).not.toMatch(
      /@|#\d|www\.|example\.com|!\[|javascript:|<(?!\/?(?:details|summary)>)/,
    );
  } else if (id === 'spdx-tag-value') {
    for (const line of outsideOfText(text).split('\n')) expect(line).toMatch(/^(?:[A-Za-z]+: \S.*)?$/i);
    expect(text.match(/^PackageName: /gm)).toHaveLength(NAMES.length * 2 + 2);
    expect(text.match(/^SPDXID: SPDXRef-DOCUMENT$/gm)).toHaveLength(1);
  } else if (id !== 'table') {
    // Half of a surrogate pair would be an escape that strict readers refuse.
    expect(allTexts(JSON.parse(text)).every((value) => value.isWellFormed())).toBe(true);
  }
});

/** Without code spans: runs of backticks and what stands between two of the same length. Known pages may be linked. */
function outsideOfCode(markdown: string): string {
  return markdown
    .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')
    .replace(/\]\(https:\/\/(?:nvd\.nist\.gov\/vuln\/detail|github\.com\/advisories)\/[\w-]+\)/g, '')
    .replaceAll('&#124;', '')
    .replaceAll('&#32;', '')
    .replace(/^## /gm, '');
}

function outsideOfText(tagValue: string): string {
  return tagValue.replace(/<text>[\s\S]*?<\/text>/g, 'x');
}

function allTexts(value: unknown): readonly string[] {
  const texts: string[] = [];
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') texts.push(next);
    else if (typeof next === 'object' && next !== null) {
      texts.push(...Object.keys(next));
      open.push(...Object.values(next));
    }
  }
  return texts;
}
