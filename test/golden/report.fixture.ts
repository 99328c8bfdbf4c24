import type { Package } from '../../src/model/package.ts';
import { packageIdOf } from '../../src/model/package.ts';
import type { KnowledgeInfo } from '../../src/model/knowledge.ts';
import type { Explanation, KnowledgeSearch, KnowledgeStatus, Report, SubjectReport } from '../../src/model/report.ts';
import type { Vulnerability } from '../../src/model/vulnerability.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}` as const;

/** Everything an image could try on a terminal, a page, a table or a path. */
export const HOSTILE = '\u001b[31mred\u001b]8;;http://x\u0007<b onclick=x>|`a`\n\u202egnp.\u009b2J\u200b%2e%2e';

export const knowledge: KnowledgeInfo = {
  digest: digest('e'),
  builtAt: '2026-11-20T06:00:00Z',
  asOf: '2026-11-20T03:00:00Z',
  feeds: [
    { id: 'osv', updatedAt: '2026-11-20T03:00:00Z', records: 61234 },
    { id: 'debian', updatedAt: '2026-11-19T22:00:00Z', records: 41000 },
    { id: 'epss', updatedAt: null, records: 0, fromSnapshot: true },
  ],
};

type Sketch = Pick<Package, 'type' | 'name' | 'version'> & Partial<Package>;

function pkg(sketch: Sketch): Package {
  return {
    id: packageIdOf(sketch),
    vendor: 'unknown',
    relation: 'unknown',
    licenses: [],
    locations: [],
    visible: true,
    ...sketch,
  };
}

const status = { layer: 0, path: 'var/lib/dpkg/status' };
const libc = pkg({
  type: 'deb',
  namespace: 'debian',
  name: 'libc6',
  version: '2.31-13+deb11u6',
  arch: 'amd64',
  source: { name: 'glibc' },
  vendor: 'distro',
  licenses: ['LGPL-2.1-or-later', 'GPL-2.0-only'],
  locations: [status],
  introduced: 0,
});
const openssl = pkg({
  type: 'deb',
  namespace: 'debian',
  name: 'libssl1.1',
  version: '1.1.1n-0+deb11u4',
  arch: 'amd64',
  source: { name: 'openssl', version: '1.1.1n-0+deb11u4' },
  vendor: 'distro',
  licenses: ['OpenSSL'],
  locations: [status],
  introduced: 0,
});
const minimist = pkg({
  type: 'npm',
  name: 'minimist',
  version: '1.2.0',
  relation: 'transitive',
  dev: false,
  licenses: ['MIT'],
  locations: [
    { layer: 2, path: 'srv/app/node_modules/mkdirp/node_modules/minimist/package.json' },
    { layer: 2, path: 'srv/app/node_modules/minimist/package.json' },
  ],
  introduced: 2,
});
const lodash = pkg({
  type: 'npm',
  name: 'lodash',
  version: '4.17.15',
  relation: 'direct',
  licenses: ['MIT'],
  locations: [{ layer: 2, path: 'srv/app/node_modules/lodash/package.json' }],
  introduced: 2,
});
const log4j = pkg({
  type: 'maven',
  namespace: 'org.apache.logging.log4j',
  name: 'log4j-core',
  version: '2.14.1',
  licenses: ['Apache-2.0'],
  locations: [{ layer: 2, path: 'srv/app/shop.war', inside: ['WEB-INF/lib/log4j-core-2.14.1.jar'] }],
  introduced: 2,
});
const owned = pkg({
  type: 'pypi',
  name: 'six',
  version: '1.16.0',
  vendor: 'distro',
  licenses: ['The six license, as is'],
  locations: [{ layer: 0, path: 'usr/lib/python3/dist-packages/six-1.16.0.egg-info' }],
  owner: 'deb/debian/python3-six@1.16.0-2?arch=all',
  introduced: 0,
});
const main = pkg({
  type: 'golang',
  name: 'example.com/shop/cmd',
  version: '(devel)',
  relation: 'root',
  locations: [{ layer: 2, path: 'usr/local/bin/shop' }],
  introduced: 2,
});
const hostile = pkg({
  type: 'npm',
  namespace: '@漢字',
  name: HOSTILE,
  version: `1.0.0-${'x'.repeat(90)}`,
  licenses: [HOSTILE],
  locations: [{ layer: 2, path: `srv/${HOSTILE}/ü b/package.json` }],
  introduced: 2,
});

type Flaw = Pick<Vulnerability, 'id' | 'package' | 'severity'> & Partial<Vulnerability>;

function flaw(sketch: Flaw): Vulnerability {
  return {
    aliases: [],
    references: [],
    cwes: [],
    judgement: { affected: true, status: 'unknown', fixes: [] },
    severitySource: 'none',
    ratings: [],
    risk: 0,
    origin: 'unknown',
    evidence: [],
    ...sketch,
  };
}

const vulnerabilities: readonly Vulnerability[] = [
  flaw({
    id: 'CVE-2021-44228',
    aliases: ['GHSA-jfh8-c2jp-5v3q'],
    title: 'Remote code injection in Log4j',
    description: 'Log4j looks up what it logs.',
    references: ['https://logging.apache.org/security', 'https://nvd.nist.gov/vuln/detail/CVE-2021-44228'],
    cwes: ['CWE-502', 'CWE-917'],
    published: '2021-12-10T00:00:00Z',
    package: log4j.id,
    judgement: { affected: true, status: 'fixed', fixes: [{ version: '2.15.0' }, { version: '2.12.2', channel: 'lts' }] },
    severity: 'critical',
    severitySource: 'ghsa',
    ratings: [
      { source: 'nvd', version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', score: 10, severity: 'critical' },
      { source: 'ghsa', version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', score: 10, severity: 'critical' },
    ],
    epss: { score: 0.94358, percentile: 0.99959 },
    kev: { dueDate: '2021-12-24', ransomware: true },
    risk: 100,
    origin: 'app',
    layer: 2,
    evidence: [
      { kind: 'file', location: log4j.locations[0]! },
      { kind: 'advisory', feed: 'osv', id: 'GHSA-jfh8-c2jp-5v3q', digest: digest('a') },
      { kind: 'comparison', scheme: 'maven', installed: '2.14.1', bound: '2.15.0' },
    ],
  }),
  flaw({
    id: 'CVE-2021-44906',
    aliases: ['GHSA-xvch-5gv4-984h'],
    title: 'Prototype Pollution in minimist',
    package: minimist.id,
    judgement: { affected: true, status: 'fixed', fixes: [{ version: '1.2.6' }] },
    severity: 'critical',
    severitySource: 'ghsa',
    ratings: [
      { source: 'ghsa', version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, severity: 'critical' },
    ],
    epss: { score: 0.00912, percentile: 0.75 },
    risk: 71,
    origin: 'app',
    layer: 2,
  }),
  flaw({
    id: 'CVE-2021-23337',
    package: lodash.id,
    judgement: { affected: true, status: 'fixed', fixes: [{ version: '4.17.21' }] },
    severity: 'high',
    severitySource: 'ghsa',
    ratings: [{ source: 'ghsa', version: '4.0', vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:H/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', score: 7.2, severity: 'high' }],
    risk: 55,
    origin: 'app',
    layer: 2,
  }),
  flaw({
    id: 'CVE-2023-4911',
    title: 'Looney Tunables',
    package: libc.id,
    judgement: { affected: true, status: 'fixed', fixes: [{ version: '2.31-13+deb11u7' }] },
    severity: 'high',
    severitySource: 'debian',
    ratings: [{ source: 'debian', version: 'word', severity: 'high' }],
    epss: { score: 0.71, percentile: 0.98 },
    kev: { ransomware: false },
    risk: 80,
    origin: 'base',
    layer: 0,
  }),
  flaw({
    id: 'CVE-2019-1010022',
    package: libc.id,
    judgement: { affected: true, status: 'will-not-fix', fixes: [] },
    severity: 'low',
    severitySource: 'debian',
    ratings: [{ source: 'debian', version: 'word', severity: 'low' }],
    risk: 5,
    origin: 'base',
    layer: 0,
  }),
  flaw({
    id: 'CVE-2023-5678',
    package: openssl.id,
    judgement: { affected: true, status: 'not-yet', fixes: [] },
    severity: 'medium',
    severitySource: 'nvd',
    ratings: [{ source: 'nvd', version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L', score: 5.3, severity: 'medium' }],
    risk: 30,
    origin: 'base',
    layer: 0,
  }),
  flaw({
    id: `GHSA-\u001b[2J`,
    aliases: [HOSTILE],
    title: HOSTILE,
    description: HOSTILE,
    references: ['javascript:alert(1)', 'https://example.com/a b'],
    package: hostile.id,
    severity: 'unknown',
    risk: 1,
    origin: 'app',
    layer: 2,
  }),
];

const rich: SubjectReport = {
  inventory: {
    source: {
      kind: 'image',
      reference: 'registry.example.com/team/shop:2.1',
      index: digest('1'),
      manifest: digest('2'),
      config: digest('3'),
      platform: { os: 'linux', architecture: 'amd64' },
    },
    layers: [
      {
        index: 0,
        blob: digest('4'),
        diffId: digest('5'),
        sizeBytes: 31_400_000,
        origin: 'base',
        state: { kind: 'read' },
        instruction: { createdBy: 'ADD rootfs.tar.xz /', certainty: 'history' },
      },
      {
        index: 1,
        blob: digest('6'),
        sizeBytes: 1_200_000,
        origin: 'app',
        state: { kind: 'absent', why: 'encrypted' },
        instruction: { createdBy: `RUN NPM_TOKEN=npm_abc123 npm ci && echo ${HOSTILE}`, line: 7, certainty: 'provenance' },
      },
      {
        index: 2,
        blob: digest('7'),
        diffId: digest('8'),
        sizeBytes: 132_400_000,
        origin: 'app',
        state: {
          kind: 'partial',
          diagnostics: [{ code: 'catalogers/npm-unreadable', severity: 'warning', message: 'This package.json is not JSON, so its package is missing', path: 'srv/app/bad/package.json' }],
        },
        instruction: { createdBy: 'COPY app/ /srv/app', line: 9, certainty: 'provenance' },
      },
    ],
    distros: [
      { root: '', distro: { id: 'debian', idLike: [], versionId: '11', codename: 'bullseye', prettyName: 'Debian GNU/Linux 11 (bullseye)' } },
    ],
    config: {
      created: '2024-09-09T12:00:00Z',
      env: ['PATH=/usr/bin', 'DB_PASSWORD=hunter2', 'GREETING=ghp_0123456789abcdef', 'GPG_KEY=E3FF2839C048B25C', 'EMPTY_TOKEN='],
      entrypoint: ['/docker-entrypoint.sh'],
      cmd: ['shop', '--token=s3cret', HOSTILE],
      exposedPorts: ['8080/tcp'],
      volumes: [],
      labels: { 'org.opencontainers.image.base.name': 'debian:11-slim', 'build.secret': 'x' },
      shell: [],
      healthcheck: false,
      history: [],
    },
    packages: [hostile, minimist, lodash, log4j, libc, openssl, owned, main],
    findings: [
      {
        id: 'f1',
        kind: 'secret',
        rule: 'private-key',
        severity: 'high',
        title: 'A private key',
        locations: [{ layer: 2, path: 'srv/app/key.pem' }],
        visible: true,
        confidence: 'certain',
        evidence: [{ kind: 'file', location: { layer: 2, path: 'srv/app/key.pem' }, bytes: [0, 1704], line: 1 }],
      },
    ],
    complete: false,
    readers: { dpkg: 1, npm: 1 },
    diagnostics: [{ code: 'scan/other-platforms', severity: 'info', message: 'The index also has linux/arm64' }],
  },
  endOfLife: '2026-08-31',
  base: {
    reference: 'debian:11-slim',
    digest: digest('9'),
    layers: 1,
    certainty: 'label',
    reasons: ['label org.opencontainers.image.base.name'],
  },
  vulnerabilities,
  undecided: [
    { id: 'CVE-2024-0001', package: main.id, why: 'version-not-parsable' },
    { id: 'CVE-2024-0002', package: owned.id, why: 'under-investigation' },
  ],
  diagnostics: [
    { code: 'knowledge/no-data-for-release', severity: 'warning', message: `No feed speaks of ${HOSTILE}` },
  ],
};

/** A directory: no layers, no configuration, no distribution, nothing known of anything in it. */
const tree: SubjectReport = {
  inventory: {
    source: { kind: 'tree', root: '/srv/check out' },
    layers: [],
    distros: [],
    packages: [pkg({ type: 'cargo', name: 'serde', version: '1.0.0', locations: [{ path: 'bin/tool' }] })],
    findings: [],
    complete: true,
    readers: { 'cargo-auditable': 1 },
    diagnostics: [],
  },
  endOfLife: null,
  base: null,
  vulnerabilities: [],
  undecided: [],
  diagnostics: [],
};

export const report: Report = {
  kind: 'report',
  schemaVersion: 1,
  tool: { name: 'plimsoll', version: '0.1.0' },
  knowledge,
  at: '2026-11-21T12:00:00Z',
  subjects: [rich, tree],
};

/** An image that is fine. */
export const clean: Report = {
  ...report,
  subjects: [
    {
      ...rich,
      endOfLife: '2029-01-01',
      inventory: {
        ...rich.inventory,
        layers: [rich.inventory.layers[0]!],
        packages: [libc, openssl],
        complete: true,
        diagnostics: [],
      },
      vulnerabilities: [],
      undecided: [],
      diagnostics: [],
    },
  ],
};

/** The same image, but nothing was looked up. */
export const unknowing: Report = { ...clean, knowledge: null };

export const explanation: Explanation = {
  kind: 'explanation',
  reference: 'shop:2.1',
  id: 'CVE-2023-4911',
  aliases: [],
  title: 'Looney Tunables',
  verdict: 'not-reported',
  filedUnder: ['debian:11 glibc'],
  packages: [
    {
      package: libc.id,
      name: 'libc6',
      version: '2.31-13+deb11u7',
      locations: ['var/lib/dpkg/status'],
      layer: 0,
      instruction: 'ADD rootfs.tar.xz /',
      outcome: 'not-reported',
      reason: 'at-or-above-fix',
      because: [
        'source package glibc; Debian 11 fixed it in 2.31-13+deb11u7 (debian, record CVE-2023-4911)',
        '2.31-13+deb11u7 is not below 2.31-13+deb11u7 in deb order',
      ],
    },
  ],
  knowledge,
};

export const notInstalled: Explanation = {
  kind: 'explanation',
  reference: `shop${HOSTILE}`,
  id: 'CVE-2024-3094',
  aliases: ['GHSA-rxwq-x6h5-x525'],
  verdict: 'not-reported',
  reason: 'not-installed',
  filedUnder: ['debian:11 xz-utils', 'alpine:3.18 xz'],
  packages: [],
  knowledge,
};

export const knowledgeStatus: KnowledgeStatus = {
  kind: 'knowledge-status',
  path: '~/.cache/plimsoll/knowledge/eeee.rows',
  sizeBytes: 61_000_000,
  shipped: false,
  info: knowledge,
  at: report.at,
};

export const knowledgeSearch: KnowledgeSearch = {
  kind: 'knowledge-search',
  query: 'CVE-2021-44906',
  advisories: [
    {
      feed: 'osv',
      id: 'GHSA-xvch-5gv4-984h',
      flaws: ['CVE-2021-44906'],
      title: 'Prototype Pollution in minimist',
      affected: [
        { key: 'npm minimist', scheme: 'semver', names: 'binary', ranges: [{ events: [{ introduced: '1.0.0' }, { fixed: '1.2.6' }] }, { events: [{ introduced: '0' }, { fixed: '0.2.4' }] }], status: 'fixed' },
      ],
    },
    {
      feed: 'debian',
      id: 'CVE-2021-44906',
      flaws: ['CVE-2021-44906'],
      affected: [
        { key: 'debian:11 node-minimist', scheme: 'deb', names: 'source', ranges: [{ events: [{ introduced: '0' }, { fixed: '1.2.5+~cs5.3.1-2+deb11u1' }] }], status: 'fixed' },
        { key: 'debian:12 node-minimist', scheme: 'deb', names: 'source', ranges: [], status: 'unknown', notAffected: true },
      ],
    },
  ],
  epss: { score: 0.00912, percentile: 0.75 },
  knowledge,
  at: report.at,
};
