import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogFiles, type Files } from '../../../test/kit/catalog.ts';
import type { Distro } from '../../model/distro.ts';
import { rpm } from './rpm.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`testdata/rpm/${name}`, import.meta.url)));
const main = fixture('rpmdb.sqlite');
const wal = fixture('rpmdb.sqlite-wal');
const distroCalled = (id: string): Distro => ({ id, idLike: [], versionId: '8.5', prettyName: id });

const PATH = 'var/lib/rpm/rpmdb.sqlite';
const complete: Files = { [PATH]: main, [`${PATH}-wal`]: wal };

describe('rpm', () => {
  it('reads the database together with its write-ahead log', () => {
    const { packages, diagnostics } = catalogFiles(rpm, complete, distroCalled('rocky'));
    expect(diagnostics).toEqual([]);
    expect(packages.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'zlib 1.2.11-17.el8',
      'openssl 1:1.1.1k-4.el8',
      'nodejs 1:10.23.1-1.module+el8.3.0+101+f84c7154',
    ]);
    expect(packages[2]).toEqual({
      type: 'rpm',
      namespace: 'rocky',
      name: 'nodejs',
      version: '1:10.23.1-1.module+el8.3.0+101+f84c7154',
      arch: 'x86_64',
      source: { name: 'nodejs', version: '10.23.1-1.module+el8.3.0+101+f84c7154' },
      vendor: 'distro',
      module: 'nodejs:10:8030020210118191659:229f0a1c',
      relation: 'unknown',
      licenses: ['MIT'],
      locations: [{ layer: 0, path: PATH }],
    });
  });

  it('reads the main file alone when the log is gone', () => {
    const { packages } = catalogFiles(rpm, { [PATH]: main }, distroCalled('rocky'));
    expect(packages.map(({ name }) => name)).toEqual(['zlib', 'openssl-libs']);
  });

  it('knows the files of a package and their digests', () => {
    const { owned } = catalogFiles(rpm, complete, distroCalled('rocky'));
    expect(owned.map(({ owner, paths }) => [owner, paths])).toContainEqual([
      'rpm/rocky/zlib@1.2.11-17.el8?arch=x86_64',
      ['usr/lib64/libz.so.1.2.11'],
    ]);
    expect(owned[0]?.digestOf?.('usr/lib64/libz.so.1.2.11')).toEqual({
      algorithm: 'sha256',
      hex: '08d760963470d91af73eb31f96fbdfc90815785cb51868ca8bb17d2af4918b93',
    });
  });

  it.each([
    ['rocky', 'distro'],
    ['rhel', 'third-party'],
    ['nobody-knows', 'unknown'],
  ])('judges the vendor tag `Rocky` in the light of %s: %s', (id, vendor) => {
    expect(catalogFiles(rpm, complete, distroCalled(id)).packages[0]?.vendor).toBe(vendor);
  });

  it('reads each place of the database, and a package of two places once', () => {
    const other = 'usr/lib/sysimage/rpm/rpmdb.sqlite';
    const { packages } = catalogFiles(rpm, { ...complete, [other]: main }, distroCalled('rocky'));
    expect(packages.map(({ name, locations }) => [name, locations.length])).toEqual([
      ['zlib', 2],
      ['openssl-libs', 1],
      ['openssl', 1],
      ['nodejs', 1],
    ]);
    expect(catalogFiles(rpm, { 'srv/backup/rpmdb.sqlite': main }).read).toEqual([]);
  });

  it.each([
    ['cut off', { [PATH]: main.slice(0, main.length / 2) }],
    ['garbage', { [PATH]: new Uint8Array(5000).fill(65) }],
    ['beside a broken log', { [PATH]: main, [`${PATH}-wal`]: new Uint8Array(99) }],
  ])('notes a database that is %s', (_, files) => {
    const { diagnostics } = catalogFiles(rpm, files);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['catalogers/rpm-database-damaged', 'error'],
    ]);
  });

  it('says of the forms it does not read that their packages are unknown', () => {
    const files = { 'var/lib/rpm/Packages': 'x', 'usr/lib/sysimage/rpm/Packages.db': 'RpmP' };
    const { packages, diagnostics } = catalogFiles(rpm, files);
    expect(packages).toEqual([]);
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['catalogers/rpm-database-not-read', 'usr/lib/sysimage/rpm/Packages.db'],
      ['catalogers/rpm-database-not-read', 'var/lib/rpm/Packages'],
    ]);
    expect(catalogFiles(rpm, { 'var/lib/rpm/Packages': '' }).diagnostics).toEqual([]);
  });

  it('reads the text manifest of distroless images', () => {
    const line = 'zlib\t1.3-1.azl3\t1\t1\tMicrosoft Corporation\t(none)\t1\tx86_64\t0\tzlib-1.3-1.azl3.src.rpm\n';
    const files = { 'var/lib/rpmmanifest/container-manifest-2': `${line}broken\n` };
    const { packages, diagnostics } = catalogFiles(rpm, files, distroCalled('azurelinux'));
    expect(packages).toMatchObject([
      { name: 'zlib', version: '1.3-1.azl3', vendor: 'distro', source: { name: 'zlib' } },
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['catalogers/rpm-manifest-unreadable']);
  });

  const hasRpm = ['rpm', 'rpmbuild'].every((tool) => spawnSync(tool, ['--version']).status === 0);
  const claim = 'agrees with rpm about a package of 3000 files';
  it.skipIf(!hasRpm)(hasRpm ? claim : `${claim} (skipped: needs rpm and rpmbuild)`, () => {
    const directory = mkdtempSync(join(tmpdir(), 'rpm-'));
    try {
      const database = buildDatabase(directory);
      const query = (format: string) => execFileSync('rpm', ['-qa', '--dbpath', database, '--qf', format]).toString();
      const files: Record<string, Uint8Array> = {};
      for (const name of readdirSync(database))
        files[`var/lib/rpm/${name}`] = new Uint8Array(readFileSync(join(database, name)));
      const { packages, owned, diagnostics } = catalogFiles(rpm, files);
      expect(diagnostics).toEqual([]);
      const rows = packages.map(({ name, version, arch, licenses }) => `${name} ${version} ${arch} ${licenses}\n`);
      expect(rows).toEqual([query('%{NAME} %{EPOCH}:%{VERSION}-%{RELEASE} %{ARCH} %{LICENSE}\n')]);
      const [{ paths = [], digestOf } = {}] = owned;
      const lines = paths.map((path) => `/${path} ${digestOf?.(path)?.hex ?? ''}\n`);
      expect(lines.join('')).toBe(query('[%{FILENAMES} %{FILEDIGESTS}\n]'));
      expect(lines.length).toBeGreaterThan(3000);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

/** Builds one package with many files and installs it into a new database; answers the database's directory. */
function buildDatabase(directory: string): string {
  const spec = join(directory, 'big.spec');
  const directories = 'for d in $(seq 0 39); do mkdir -p %{buildroot}/opt/big/$d; done';
  const install = `${directories}; for i in $(seq 3000); do echo $i > %{buildroot}/opt/big/$((i % 40))/file-$i; done`;
  const head =
    'Name: big\nEpoch: 3\nVersion: 1.5~rc1\nRelease: 2%{?dist}\nSummary: big\nLicense: MIT\nVendor: Nobody\nBuildArch: noarch';
  writeFileSync(
    spec,
    `${head}\n%description\nbig\n%install\n${install}\nln -s a %{buildroot}/opt/big/link\n%files\n/opt/big\n`,
  );
  execFileSync('rpmbuild', ['-bb', '--define', `_topdir ${directory}/top`, '--define', '_dbpath /nonexistent', spec], {
    stdio: 'pipe',
  });
  const database = join(directory, 'db');
  mkdirSync(database);
  const [name = ''] = readdirSync(join(directory, 'top/RPMS/noarch'));
  const options = ['-i', '--justdb', '--nodeps', '--noscripts', '--dbpath', database];
  execFileSync('rpm', [...options, join(directory, 'top/RPMS/noarch', name)], { stdio: 'pipe' });
  return database;
}
