import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogFiles, type Files, plainTree, readFiles } from '../../../test/kit/catalog.ts';
import { dpkg } from './dpkg.ts';

const STATUS = 'var/lib/dpkg/status';
const debian = { id: 'debian', idLike: [], versionId: '12', prettyName: 'Debian' };
const MAINTAINER = 'Maintainer: A <a@debian.org>';

const entry = (name: string, ...fields: readonly string[]) =>
  `Package: ${name}\nStatus: install ok installed\n${[MAINTAINER, 'Architecture: amd64', 'Version: 1-1', 'Description: x', ...fields].join('\n')}\n\n`;

const catalog = (files: Files) => catalogFiles(dpkg, files, debian);

describe('dpkg', () => {
  it('reads a package with its source', () => {
    const { packages, diagnostics } = catalog({ [STATUS]: entry('libssl3', 'Source: openssl (3.0.1-2)') });
    expect(diagnostics).toEqual([]);
    expect(packages).toEqual([
      {
        type: 'deb',
        namespace: 'debian',
        name: 'libssl3',
        version: '1-1',
        arch: 'amd64',
        source: { name: 'openssl', version: '3.0.1-2' },
        vendor: 'distro',
        relation: 'unknown',
        licenses: [],
        locations: [{ layer: 0, path: STATUS }],
      },
    ]);
  });

  it.each([
    ['Source: glibc', 'glibc', '1-1'],
    ['Source: glibc (2.36-9)', 'glibc', '2.36-9'],
    ['Section: admin', 'x', '1-1'],
    ['Source: odd (', 'odd', '1-1'],
  ])('takes the source from %j', (field, name, version) => {
    expect(catalog({ [STATUS]: entry('x', field) }).packages[0]?.source).toEqual({ name, version });
  });

  it('reads one name in two architectures as two packages', () => {
    const other = entry('libc6').replace('amd64', 'i386');
    const { packages } = catalog({ [STATUS]: entry('libc6') + other });
    expect(packages.map(({ arch }) => arch)).toEqual(['amd64', 'i386']);
  });

  it('counts what has files on disk, says what is unfinished, and leaves out what is removed', () => {
    const { packages, diagnostics } = catalog({ [STATUS]: ALL_STATES });
    expect(packages.map(({ name }) => name)).toEqual(ON_DISK);
    expect(diagnostics.map(({ code, message }) => [code, message.split(' ')[0]])).toEqual(
      ['unpacked', 'half-configured', 'half-installed'].map((state) => ['catalogers/dpkg-unfinished', state]),
    );
  });

  const hasDpkg = spawnSync('dpkg-query', ['--version']).status === 0;
  const claim = 'agrees with dpkg-query about states, sources and lists';
  it.skipIf(!hasDpkg)(hasDpkg ? claim : `${claim} (skipped: needs dpkg-query)`, () => {
    const directory = mkdtempSync(join(tmpdir(), 'dpkg-'));
    try {
      const status = `${ALL_STATES}${entry('libx', 'Source: x (2-2)', 'Multi-Arch: same')}`;
      const list = '/.\n/usr\n/usr/lib\n/usr/lib/libx.so\n';
      mkdirSync(join(directory, 'info'));
      writeFileSync(join(directory, 'info/format'), '1\n');
      writeFileSync(join(directory, 'status'), status);
      writeFileSync(join(directory, 'info/libx:amd64.list'), list);
      const query = (...words: string[]) =>
        execFileSync('dpkg-query', [`--admindir=${directory}`, ...words]).toString();
      const fields = ['Package', 'Version', 'source:Package', 'source:Version', 'db:Status-Status'];
      const format = `${fields.map((field) => `$\{${field}}`).join(' ')}\n`;
      const lines = query('-W', '-f', format).trim().split('\n');
      // dpkg-query lists config-files: of such a package nothing but configuration is left.
      const installed = lines.filter((line) => !line.endsWith(' config-files'));
      const { packages, owned } = catalog({ [STATUS]: status, 'var/lib/dpkg/info/libx:amd64.list': list });
      const rows = packages.map(({ name, version, source }) => `${name} ${version} ${source?.name} ${source?.version}`);
      expect(rows.sort()).toEqual(installed.map((line) => line.slice(0, line.lastIndexOf(' '))).sort());
      expect(lines.length).toBe(installed.length + 1);
      const recorded = query('-L', 'libx').trim().split('\n').slice(1);
      expect(owned.map(({ paths }) => paths.map((path) => `/${path}`))).toEqual([recorded]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('reads distroless control files, and their checksums as lists of files', () => {
    const control = entry('libssl1.1').replace(/Status:.*\n/, '');
    const { packages, owned } = catalog({
      'var/lib/dpkg/status.d/libssl1': control,
      'var/lib/dpkg/status.d/libssl1.md5sums': '07d31e7e63800ab1b7966980709c51eb  usr/lib/libssl.so\n',
    });
    expect(packages).toMatchObject([{ name: 'libssl1.1', locations: [{ path: 'var/lib/dpkg/status.d/libssl1' }] }]);
    expect(owned).toMatchObject([{ owner: 'deb/debian/libssl1.1@1-1?arch=amd64', paths: ['usr/lib/libssl.so'] }]);
    expect(owned[0]?.digestOf?.('usr/lib/libssl.so')).toEqual({
      algorithm: 'md5',
      hex: '07d31e7e63800ab1b7966980709c51eb',
    });
  });

  it('takes owned files from the list of the right architecture, its layer and the recorded checksums', () => {
    const files = {
      [STATUS]: entry('libx') + entry('tool') + entry('bare'),
      'var/lib/dpkg/info/libx:amd64.list': '/.\n/usr\n/usr/lib\n/usr/lib/libx.so\n',
      'var/lib/dpkg/info/libx:i386.list': '/.\n/usr/lib/other.so\n',
      'var/lib/dpkg/info/libx:amd64.md5sums': 'd41d8cd98f00b204e9800998ecf8427e  usr/lib/libx.so\n',
      'var/lib/dpkg/info/tool.list': '/.\n/usr/bin/tool\n',
    };
    const { facts } = readFiles(dpkg, files);
    const later = facts.map((located) => ({
      ...located,
      layer: located.path.endsWith('tool.list') ? 3 : located.layer,
    }));
    const owned = [...dpkg.owned!(later, { layer: 3, tree: plainTree(files), distro: debian })];
    expect(owned.map(({ owner, layer, paths }) => [owner, layer, paths])).toEqual([
      ['deb/debian/libx@1-1?arch=amd64', 0, ['usr', 'usr/lib', 'usr/lib/libx.so']],
      ['deb/debian/tool@1-1?arch=amd64', 3, ['usr/bin/tool']],
    ]);
    expect(owned[0]?.digestOf?.('usr/lib/libx.so')?.hex).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(owned[0]?.digestOf?.('usr/lib')).toBeUndefined();
  });

  it.each([
    ['a maintainer of the distribution', entry('x'), 'distro'],
    ['no maintainer', entry('x').replace(`${MAINTAINER}\n`, ''), 'unknown'],
    ['the mail domain of a publisher', entry('x').replace('a@debian.org', 'support@docker.com'), 'third-party'],
    [
      'a mail domain below that of a publisher',
      entry('x').replace('a@debian.org', 'a@lists.gitlab.com'),
      'third-party',
    ],
    ['a mail domain that merely ends so', entry('x').replace('a@debian.org', 'a@notgoogle.com'), 'distro'],
    ['a field of foreign builders', entry('x', 'Vendor: none'), 'third-party'],
    ['another such field', entry('x', 'License: MIT'), 'third-party'],
    ['the version of another repository', entry('x').replace('1-1', '15.4-1.pgdg120+1'), 'third-party'],
    ['Origin of another', entry('x', 'Origin: LP-PPA-deadsnakes'), 'third-party'],
    ['Origin of the distribution', entry('x', 'Origin: Debian'), 'distro'],
  ])('judges who stands behind a package by %s', (_, status, vendor) => {
    expect(catalog({ [STATUS]: status }).packages[0]?.vendor).toBe(vendor);
  });

  it('takes a package with files below opt for somebody else’s', () => {
    const list = (path: string) => ({ [STATUS]: entry('x'), 'var/lib/dpkg/info/x.list': `/.\n/opt\n${path}\n` });
    expect(catalog(list('/opt/x/bin')).packages[0]?.vendor).toBe('third-party');
    expect(catalog(list('/usr/bin/x')).packages[0]?.vendor).toBe('distro');
  });

  it('reads licences of machine-readable copyright files alone', () => {
    const format = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/';
    const { packages } = catalog({
      [STATUS]: entry('a') + entry('b'),
      'usr/share/doc/a/copyright': `${format}\n\nFiles: *\nLicense: MIT\n text\n\nFiles: x\nLicense: GPL-2+ or Artistic\n\nLicense: MIT\n`,
      'usr/share/doc/b/copyright': 'This package is under the\n\nLicense: GPL\n',
      'usr/share/doc/a/examples/copyright': `${format}\nLicense: no\n`,
    });
    expect(packages.map(({ licenses }) => licenses)).toEqual([['GPL-2+ or Artistic', 'MIT'], []]);
  });

  it('follows the link of a documentation directory', () => {
    const text = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nLicense: X\n';
    const files = { [STATUS]: entry('gcc'), 'usr/share/doc/gcc-base/copyright': text };
    const tree = { ...plainTree(files), resolve: (path: string) => path.replace('/gcc/', '/gcc-base/') };
    const [pkg] = dpkg.packages(readFiles(dpkg, files).facts, { layer: 0, tree }, () => {});
    expect(pkg?.licenses).toEqual(['X']);
  });

  it.each([
    ['an entry without version', `${entry('a')}Package: b\nStatus: install ok installed\n`, 1],
    ['a state that is none', entry('a').replace('ok installed', 'ok strange'), 0],
    ['what is no status file', 'hello\nworld\n', 0],
  ])('notes %s', (_, status, left) => {
    const { packages, diagnostics } = catalog({ [STATUS]: status });
    expect(packages.length).toBe(left);
    expect(diagnostics.map(({ code }) => code)).toEqual(['catalogers/dpkg-unreadable']);
  });
});

const STATES = [
  ['install', 'installed'],
  ['deinstall', 'config-files'],
  ['purge', 'not-installed'],
  ['install', 'unpacked'],
  ['install', 'half-configured'],
  ['install', 'half-installed'],
  ['hold', 'triggers-awaited'],
  ['install', 'triggers-pending'],
] as const;
const ON_DISK = STATES.map(([, state]) => state).filter(
  (state) => state !== 'config-files' && state !== 'not-installed',
);

/** One package in each of dpkg's states, named by it. */
const ALL_STATES = STATES.map(([want, state]) => {
  const triggers = state === 'triggers-awaited' ? ['Triggers-Awaited: triggers-pending'] : [];
  const pending = state === 'triggers-pending' ? ['Triggers-Pending: x'] : [];
  return entry(state, ...triggers, ...pending).replace('install ok installed', `${want} ok ${state}`);
}).join('');
