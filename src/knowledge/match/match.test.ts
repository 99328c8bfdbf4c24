import { expect, it } from 'vitest';
import { advisoryOf, affectedOf, inventoryOf, knowledgeOf, packageOf } from '../../../test/kit/knowledge.ts';
import type { Advisory, Affected } from '../../model/knowledge.ts';
import type { Package } from '../../model/package.ts';
import { matchInventory } from './match.ts';

/** What is reported, a line for each: `CVE-1 x@1 fixed 2`, `CVE-1 x@1 unknown: why`. */
function match(distro: string, packages: readonly Package[], advisories: readonly Advisory[]): readonly string[] {
  const { vulnerabilities, undecided } = matchInventory(inventoryOf(distro, packages), knowledgeOf(advisories));
  return [
    ...vulnerabilities.map(({ id, package: pkg, judgement: { status, fixes } }) =>
      [id, pkg, status, fixes.map((fix) => fix.version + (fix.channel ?? '')).join()].filter(Boolean).join(' '),
    ),
    ...undecided.map(({ id, package: pkg, why }) => `${id} ${pkg} unknown: ${why}`),
  ];
}

const npm = (id: string, range: string, parts: Partial<Advisory> = {}) =>
  advisoryOf(id, { ...parts, affected: [affectedOf('npm x', range)] });
const deb = (id: string, range: string, parts: Partial<Affected> = {}, more: Partial<Advisory> = {}) =>
  advisoryOf(id, { ...more, affected: [affectedOf('debian:12 x', range, parts)] });

const x = packageOf('npm', 'x', '1.0.0');
const tied = { aliases: ['CVE-2024-1'] };

it.each<[string, readonly Advisory[], readonly string[]]>([
  ['one row', [npm('CVE-2024-1', '0 <2.0.0')], ['CVE-2024-1 npm/x@1.0.0 fixed 2.0.0']],
  [
    'one flaw once, though two ids name it; fixes ascend, each once',
    [npm('GHSA-a', '0 <3.0.0', tied), npm('CVE-2024-1', '0 <2.0.0'), npm('GHSA-b', '0 <v2.0.0', tied)],
    ['CVE-2024-1 npm/x@1.0.0 fixed 2.0.0,3.0.0'],
  ],
  [
    'any affected record outweighs those that are not',
    [npm('GHSA-a', '0 <0.9.0', tied), npm('GHSA-b', '0 <2.0.0', tied)],
    ['CVE-2024-1 npm/x@1.0.0 fixed 2.0.0'],
  ],
  [
    'unknown outweighs not affected',
    [npm('GHSA-a', '0 <0.9.0', tied), npm('GHSA-b', '0 <!?', tied)],
    ['CVE-2024-1 npm/x@1.0.0 unknown: version-not-parsable'],
  ],
  ['withdrawn', [npm('GHSA-a', '0', { withdrawn: '2024-01-01' })], []],
])('language records: %s', (_, advisories, lines) => {
  expect(match('', [x], advisories)).toEqual(lines);
});

it.each<[string, string, readonly Advisory[], readonly string[]]>([
  [
    'the newest fix counts',
    '2',
    [deb('CVE-2024-1', '0 <2'), deb('DSA-1', '0 <3', {}, { covers: ['CVE-2024-1'] })],
    ['fixed 3'],
  ],
  [
    'a fix outweighs "no fix"',
    '2',
    [deb('CVE-2024-1', '0', { status: 'not-yet' }), deb('DSA-1', '0 <2', {}, { covers: ['CVE-2024-1'] })],
    [],
  ],
  [
    '"not affected" outweighs "no fix"',
    '2',
    [deb('CVE-2024-1', '0'), deb('D-1', '0', { notAffected: true }, tied)],
    [],
  ],
  [
    'a fix is newer than "not affected"',
    '2',
    [deb('CVE-2024-1', '0 <3'), deb('D-1', '0', { notAffected: true }, tied)],
    ['fixed 3'],
  ],
  [
    'without a fix any record decides',
    '2',
    [deb('CVE-2024-1', '5', { status: 'not-yet' }), deb('D-1', '0', { status: 'will-not-fix' }, tied)],
    ['will-not-fix'],
  ],
  [
    'withdrawn fixes do not count',
    '2',
    [deb('CVE-2024-1', '0 <2'), deb('D-1', '0 <3', {}, { ...tied, withdrawn: '2024' })],
    [],
  ],
  ['nor those of other builds', '2', [deb('CVE-2024-1', '0 <2'), deb('D-1', '0 <3', { arches: ['s390x'] }, tied)], []],
  ['without channel goes before', '2', [deb('CVE-2024-1', '0 <2'), deb('D-1', '0 <3', { channel: 'esm' }, tied)], []],
  [
    'a channel alone decides',
    '2',
    [deb('CVE-2024-1', '0'), deb('D-1', '0 <3', { channel: 'esm' }, tied)],
    ['fixed 3esm'],
  ],
  [
    'an unreadable fix may be newer',
    '2',
    [deb('CVE-2024-1', '0 <2'), deb('D-1', '0 <_', {}, tied)],
    ['unknown: version-not-parsable'],
  ],
  [
    'fixed again in one record',
    '1',
    [advisoryOf('CVE-2024-1', { affected: [affectedOf('debian:12 x', '0 <2'), affectedOf('debian:12 x', '0 <3')] })],
    ['fixed 3'],
  ],
  ['still looked into', '2', [deb('CVE-2024-1', '0', { status: 'investigating' })], ['unknown: under-investigation']],
  ['the newest fix, and below its beginning', '2', [deb('CVE-2024-1', '3 <4'), deb('D-1', '0 <2', {}, tied)], []],
])('records of a distribution: %s', (_, version, advisories, lines) => {
  const pkg = packageOf('deb', 'x', version, { arch: 'amd64' });
  expect(match('debian 12', [pkg], advisories)).toEqual(lines.map((line) => `CVE-2024-1 ${pkg.id} ${line}`));
});

it('judges the flaws of a bundle one by one, for each binary of the source', () => {
  const source = { name: 'x', version: '1' };
  const packages = [packageOf('deb', 'xa', '1+b1', { source }), packageOf('deb', 'xb', '1', { source })];
  const dsa = deb('DSA-1', '0 <2', {}, { covers: ['CVE-2024-1', 'CVE-2024-2'] });
  const inventory = inventoryOf('debian 12', packages);
  const { vulnerabilities } = matchInventory(inventory, knowledgeOf([dsa]));
  expect(vulnerabilities.map((one) => [one.id, one.package, one.aliases])).toEqual([
    ['CVE-2024-1', 'deb/xa@1+b1', ['DSA-1']],
    ['CVE-2024-1', 'deb/xb@1', ['DSA-1']],
    ['CVE-2024-2', 'deb/xa@1+b1', ['DSA-1']],
    ['CVE-2024-2', 'deb/xb@1', ['DSA-1']],
  ]);
  expect(vulnerabilities[0]?.evidence).toEqual([
    { kind: 'advisory', feed: 'test', id: 'DSA-1', digest: dsa.digest },
    { kind: 'comparison', scheme: 'deb', installed: '1', bound: '2' },
  ]);
});

it('compares what the records name: sources with the source version, binaries with their own', () => {
  const pkg = packageOf('rpm', 'x-libs', '0:1-1', { source: { name: 'x', version: '3-1' } });
  const bySource = advisoryOf('CVE-2024-1', { affected: [affectedOf('rocky:8 x', '0 <2-1')] });
  const byBinary = advisoryOf('CVE-2024-2', {
    affected: [affectedOf('rocky:8 x-libs', '0 <2-1', { names: 'binary' })],
  });
  const misfiled = advisoryOf('CVE-2024-3', { affected: [affectedOf('rocky:8 x-libs', '0 <2-1')] });
  expect(match('rocky 8.9', [pkg], [bySource, byBinary, misfiled])).toEqual(['CVE-2024-2 rpm/x-libs@0:1-1 fixed 2-1']);
});

it.each<[string, Partial<Package>, readonly string[]]>([
  ['distro', {}, []],
  ['third-party', { vendor: 'third-party' }, ['CVE-2024-1 npm/x@1.0.0 fixed 2.0.0']],
  ['unknown', { vendor: 'unknown' }, ['CVE-2024-1 npm/x@1.0.0 fixed 2.0.0']],
])('a language package owned by a package of vendor %s', (_, parts, lines) => {
  const owner = packageOf('deb', 'node-x', '1', parts);
  const pkg = { ...x, owner: owner.id };
  expect(match('debian 12', [owner, pkg], [npm('CVE-2024-1', '0 <2.0.0')])).toEqual(lines);
});

it('cannot say of a third-party OS package what it would say of the distribution\u2019s', () => {
  const pkg = packageOf('deb', 'x', '1', { vendor: 'third-party' });
  const advisories = [deb('CVE-2024-1', '0 <2'), deb('CVE-2024-2', '0 <1'), deb('CVE-2024-3', '0 <_')];
  expect(match('debian 12', [pkg], advisories)).toEqual([
    'CVE-2024-1 deb/x@1 unknown: third-party-package',
    'CVE-2024-3 deb/x@1 unknown: version-not-parsable',
  ]);
});

it('is undecided about a version that is none', () => {
  const pkg = packageOf('golang', 'example.org/x', '(devel)');
  const bounded = advisoryOf('CVE-2024-1', { affected: [affectedOf('golang example.org/x', '0 <1.2.0')] });
  const every = advisoryOf('CVE-2024-2', { affected: [affectedOf('golang example.org/x', '0')] });
  expect(match('', [pkg], [bounded, every])).toEqual([
    'CVE-2024-2 golang/example.org/x@(devel) unknown',
    'CVE-2024-1 golang/example.org/x@(devel) unknown: version-not-parsable',
  ]);
});

it('leaves out what the final image does not show', () => {
  expect(match('', [{ ...x, visible: false }], [npm('CVE-2024-1', '0')])).toEqual([]);
});

it('tells of each row where it came from and all that is known of the flaw', () => {
  const rating = { source: 'ghsa', version: '3.1', vector: 'CVSS:3.1/x', score: 9.8, severity: 'critical' } as const;
  const ghsa = npm('GHSA-a', '0 <2.0.0', { ...tied, title: 'Bad', cwes: ['CWE-1'], ratings: [rating] });
  const cve = npm('CVE-2024-1', '0 <2.0.0', { title: 'Worse', description: 'Why', references: ['https://a.example'] });
  const distro = advisoryOf('D-1', {
    ...tied,
    affected: [affectedOf('debian:12 x', '0', { vendorSeverity: { word: 'unimportant', severity: 'low' } })],
  });
  const knowledge = knowledgeOf([ghsa, cve, distro], {
    'CVE-2024-1': { epss: { score: 0.5, percentile: 0.9 }, kev: { ransomware: true } },
  });
  const packages = [{ ...x, introduced: 1 }, packageOf('deb', 'x', '1')];
  const { vulnerabilities } = matchInventory(inventoryOf('debian 12', packages), knowledge);
  expect(vulnerabilities).toMatchObject([
    {
      id: 'CVE-2024-1',
      package: 'npm/x@1.0.0',
      aliases: ['D-1', 'GHSA-a'],
      title: 'Bad',
      description: 'Why',
      references: ['https://a.example'],
      cwes: ['CWE-1'],
      severity: 'critical',
      severitySource: 'ghsa',
      risk: 98,
      origin: 'app',
      layer: 1,
      epss: { score: 0.5 },
      kev: { ransomware: true },
    },
    {
      package: 'deb/x@1',
      severity: 'low',
      severitySource: 'debian',
      origin: 'base',
      ratings: [rating, { source: 'debian', version: 'word', vector: 'unimportant', severity: 'low' }],
    },
  ]);
});

it('takes another distribution\u2019s word when nobody else says anything', () => {
  const vendorSeverity = { word: 'high', severity: 'high' } as const;
  const ubuntu = advisoryOf('U-1', { ...tied, affected: [affectedOf('ubuntu:22.04 y', '0', { vendorSeverity })] });
  const knowledge = knowledgeOf([npm('CVE-2024-1', '0'), ubuntu]);
  const { vulnerabilities } = matchInventory(inventoryOf('', [x]), knowledge);
  expect(vulnerabilities).toMatchObject([{ severity: 'high', severitySource: 'ubuntu', risk: 32 }]);
});

it('puts the worst severity first, then the highest risk, then the id, then the package', () => {
  const rate = (severity: 'high' | 'low') => [{ source: 'ghsa', version: 'word', severity }] as const;
  const advisories = [
    npm('CVE-2024-4', '0', { ratings: rate('low') }),
    npm('CVE-2024-3', '0', { ratings: rate('high') }),
    npm('CVE-2024-2', '0', { ratings: rate('high') }),
    npm('CVE-2024-1', '0', { ratings: rate('low') }),
  ];
  const packages = [x, packageOf('npm', 'x', '0.9.0')];
  const knowledge = knowledgeOf(advisories, { 'CVE-2024-4': { epss: { score: 0.1, percentile: 0.5 } } });
  const order = (of: readonly Package[]) =>
    matchInventory(inventoryOf('', of), knowledge).vulnerabilities.map((one) => `${one.id.at(-1)} ${one.package}`);
  expect(order(packages)).toEqual([
    '2 npm/x@0.9.0',
    '2 npm/x@1.0.0',
    '3 npm/x@0.9.0',
    '3 npm/x@1.0.0',
    '4 npm/x@0.9.0',
    '4 npm/x@1.0.0',
    '1 npm/x@0.9.0',
    '1 npm/x@1.0.0',
  ]);
  expect(order([...packages].reverse())).toEqual(order(packages));
});

it.each<[string, readonly Package[], readonly string[]]>([
  ['', [packageOf('deb', 'x', '1')], ['knowledge/distro-unknown']],
  ['', [x], []],
  ['debian 12', [packageOf('deb', 'x', '1'), x], []],
  ['debian 4', [packageOf('deb', 'x', '1'), packageOf('deb', 'y', '1')], ['knowledge/no-data-for-release']],
  ['fedora 40', [packageOf('rpm', 'x', '1-1')], ['knowledge/no-data-for-release']],
  ['debian 12', [packageOf('rpm', 'x', '1-1')], ['knowledge/no-data-for-release']],
  ['debian 12', [packageOf('gem', 'x', '1')], ['knowledge/no-data-for-release']],
  ['debian 12', [packageOf('deb', 'y', '1', { vendor: 'third-party' })], ['knowledge/third-party-package']],
  ['debian 12', [packageOf('maven', 'x', '1')], ['knowledge/no-group']],
])('in an image of "%s" says of %j: %j', (distro, packages, codes) => {
  const maven = advisoryOf('CVE-2024-9', { affected: [affectedOf('maven a:b', '0')] });
  const knowledge = knowledgeOf([npm('CVE-2024-1', '0'), deb('CVE-2024-2', '0'), maven]);
  const { diagnostics } = matchInventory(inventoryOf(distro, packages), knowledge);
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
});
