import { expect, it } from 'vitest';
import { advisoryOf, affectedOf, inventoryOf, knowledgeOf, packageOf } from '../../../test/kit/knowledge.ts';
import type { Advisory } from '../../model/knowledge.ts';
import type { Package } from '../../model/package.ts';
import { explain } from './explain.ts';

const glibc = (range: string, parts: Partial<Advisory> = {}) =>
  advisoryOf('CVE-2021-3999', { feed: 'debian', affected: [affectedOf('debian:11 glibc', range)], ...parts });
const libc = packageOf('deb', 'libc6', '2.31-13+deb11u7', { source: { name: 'glibc' }, introduced: 1 });

function outcomes(distro: string, packages: readonly Package[], advisories: readonly Advisory[], id = 'CVE-2021-3999') {
  const explanation = explain(inventoryOf(distro, packages), id, knowledgeOf(advisories));
  return explanation.packages.map(({ name, outcome, reason }) => `${name} ${outcome} ${reason}`);
}

it('names what was compared and the record that says so', () => {
  const explanation = explain(
    inventoryOf('debian 11', [libc]),
    'CVE-2021-3999',
    knowledgeOf([glibc('0 <2.31-13+deb11u4')]),
  );
  expect(explanation).toMatchObject({
    kind: 'explanation',
    reference: 'somewhere',
    id: 'CVE-2021-3999',
    aliases: [],
    verdict: 'not-reported',
    filedUnder: ['debian:11 glibc'],
  });
  expect(explanation.reason).toBeUndefined();
  expect(explanation.packages).toEqual([
    {
      package: libc.id,
      name: 'libc6',
      version: '2.31-13+deb11u7',
      locations: ['deb/libc6'],
      layer: 1,
      instruction: 'RUN install',
      outcome: 'not-reported',
      reason: 'at-or-above-fix',
      because: [
        'libc6 2.31-13+deb11u7: source package glibc; Debian 11 fixed it in 2.31-13+deb11u4 (debian, record CVE-2021-3999)',
        "2.31-13+deb11u7 ≥ 2.31-13+deb11u4 by dpkg's order",
      ],
    },
  ]);
});

const x = packageOf('npm', 'x', '1.5.0');
const dpkg = packageOf('deb', 'node-x', '1');
const docker = packageOf('deb', 'docker-ce', '1', { vendor: 'third-party' });
const npm = (range: string | string[], parts: Parameters<typeof affectedOf>[2] = {}) =>
  affectedOf('npm x', range, parts);

it.each<[string, Package, Parameters<typeof advisoryOf>[1], string, readonly string[]]>([
  [
    'affected',
    x,
    { affected: [npm('1.0.0 <2.0.0')] },
    'reported affected',
    [
      'x 1.5.0: fixed in 2.0.0 (test, record CVE-1)',
      "1.5.0 ≥ 1.0.0 by Semantic Versioning's order",
      "1.5.0 < 2.0.0 by Semantic Versioning's order",
    ],
  ],
  [
    'no fix',
    x,
    { affected: [npm('0 <=1.5.0', { status: 'will-not-fix' })] },
    'reported affected',
    [
      'x 1.5.0: the record names no fix (will-not-fix) (test, record CVE-1)',
      "1.5.0 ≤ 1.5.0 by Semantic Versioning's order",
    ],
  ],
  [
    'listed',
    x,
    { affected: [npm([], { versions: ['1.5.0'] })] },
    'reported affected',
    ['x 1.5.0: the record names no fix (test, record CVE-1)', '1.5.0 is among the versions that it lists'],
  ],
  [
    'below',
    x,
    { affected: [npm('2.0.0 <3.0.0')] },
    'not-reported below-range',
    ['x 1.5.0: it came with 2.0.0 (test, record CVE-1)', "1.5.0 < 2.0.0 by Semantic Versioning's order"],
  ],
  [
    'between',
    x,
    { affected: [npm('0 <1.2.0 2.0.0 <3.0.0')] },
    'not-reported at-or-above-fix',
    [
      'x 1.5.0: fixed in 1.2.0 (test, record CVE-1)',
      "1.5.0 ≥ 1.2.0 by Semantic Versioning's order",
      "1.5.0 < 2.0.0 by Semantic Versioning's order",
    ],
  ],
  [
    'withdrawn',
    x,
    { withdrawn: '2024-05-06', affected: [npm('0')] },
    'not-reported withdrawn',
    ['x 1.5.0: the record was withdrawn on 2024-05-06 (test, record CVE-1)'],
  ],
  [
    'a bound that is none',
    x,
    { affected: [npm('0 <?')] },
    'undecided version-not-parsable',
    ['x 1.5.0: the bounds that the record names cannot be read, or contradict each other (test, record CVE-1)'],
  ],
  [
    'a version that is none',
    packageOf('npm', 'x', '?'),
    { affected: [npm('0 <1.0.0')] },
    'undecided version-not-parsable',
    ['x ?: "?" is no version by Semantic Versioning\'s order, so it cannot be compared (test, record CVE-1)'],
  ],
  [
    'owned by the distribution',
    { ...x, owner: dpkg.id },
    { affected: [npm('0')] },
    'not-reported owned-by-distro',
    ["its files belong to node-x 1, for which the distribution's own advisories speak"],
  ],
  [
    'owned by somebody else',
    { ...x, owner: docker.id },
    { affected: [npm('0')] },
    'reported owned-by-third-party',
    [
      'x 1.5.0: the record names no fix (test, record CVE-1)',
      'its files belong to docker-ce 1, which the distribution did not build',
    ],
  ],
  [
    'overwritten',
    { ...x, overwritten: dpkg.id },
    { affected: [npm('0')] },
    'reported overwritten-later',
    [
      'x 1.5.0: the record names no fix (test, record CVE-1)',
      'node-x brought a file of this name, but a later layer wrote it anew, so the distribution does not speak for it',
    ],
  ],
  [
    'of somebody else',
    packageOf('deb', 'docker-ce', '1', { vendor: 'third-party' }),
    { affected: [affectedOf('debian:11 docker-ce', '0')] },
    'undecided third-party-package',
    [
      'the distribution does not speak for docker-ce, which somebody else built; its own build would be affected',
      'docker-ce 1: Debian 11 names no fix (test, record CVE-1)',
    ],
  ],
  [
    'looked into',
    dpkg,
    { affected: [affectedOf('debian:11 node-x', '0', { status: 'investigating' })] },
    'undecided under-investigation',
    ['node-x 1: Debian 11 is still looking into it (test, record CVE-1)'],
  ],
  [
    'never had it',
    dpkg,
    { affected: [affectedOf('debian:11 node-x', '0', { notAffected: true })] },
    'not-reported vendor-says-not-affected',
    ['node-x 1: Debian 11 says that it is not affected (test, record CVE-1)'],
  ],
  [
    'another release',
    dpkg,
    { affected: [affectedOf('debian:12 node-x', '0'), affectedOf('alpine:3.18 node-x', '0')] },
    'not-reported other-distro',
    ['node-x is filed for Alpine 3.18, Debian 12, not for Debian 11'],
  ],
])('%s', (_, pkg, parts, line, because) => {
  const others = [dpkg, docker].filter(({ id }) => id !== pkg.id);
  // Something of Debian 11, so that the knowledge speaks of it.
  const knowledge = knowledgeOf([advisoryOf('CVE-1', parts), glibc('0')]);
  const { packages } = explain(inventoryOf('debian 11', [pkg, ...others]), 'CVE-1', knowledge);
  expect(packages.map((one) => [`${one.outcome} ${one.reason}`, one.because])).toEqual([[line, because]]);
});

it('says that nothing can be said without a release, or without data of it', () => {
  expect(outcomes('', [libc], [glibc('0')])).toEqual(['libc6 undecided distro-unknown']);
  expect(outcomes('debian 4', [libc], [glibc('0')])).toEqual(['libc6 undecided no-data-for-release']);
});

it('gives a reason when there was no package to look at', () => {
  const reason = (id: string, advisories: readonly Advisory[]) =>
    explain(inventoryOf('debian 11', [x]), id, knowledgeOf(advisories));
  expect(reason('CVE-2021-3999', [glibc('0')])).toMatchObject({
    reason: 'not-installed',
    verdict: 'not-reported',
    filedUnder: ['debian:11 glibc'],
  });
  expect(reason('CVE-2021-3999', [glibc('0', { withdrawn: '2024' })])).toMatchObject({ reason: 'withdrawn' });
  expect(reason(' cve-1999-1 ', [glibc('0')])).toMatchObject({
    reason: 'not-in-knowledge',
    id: 'CVE-1999-1',
    filedUnder: [],
  });
});

it.each(['CVE-2024-1', ' cve-2024-1\n', 'ghsa-AbCd', 'GHSA-ABCD', 'dsa-1', 'x_odd-1'])('takes any id: "%s"', (id) => {
  const advisories = [
    advisoryOf('GHSA-abcd', { aliases: ['CVE-2024-1', 'x_odd-1'], affected: [npm('0')], title: 'Bad' }),
    advisoryOf('DSA-1', { covers: ['CVE-2024-1'], affected: [affectedOf('debian:11 x', '0')] }),
  ];
  const { id: named, title, verdict } = explain(inventoryOf('', [x]), id, knowledgeOf(advisories));
  expect([named, title, verdict]).toEqual(['CVE-2024-1', 'Bad', 'reported']);
});

it('explains each flaw of a bundle', () => {
  const dsa = advisoryOf('DSA-2', {
    covers: ['CVE-2024-1', 'CVE-2024-2'],
    affected: [affectedOf('debian:11 glibc', '0 <3')],
  });
  const explanation = explain(inventoryOf('debian 11', [libc]), 'DSA-2', knowledgeOf([dsa]));
  expect(explanation).toMatchObject({ id: 'DSA-2', aliases: ['CVE-2024-1', 'CVE-2024-2'], verdict: 'reported' });
  expect(explanation.packages.map(({ because }) => because[0]?.slice(0, 18))).toEqual([
    'CVE-2024-1: libc6 ',
    'CVE-2024-2: libc6 ',
  ]);
});
