import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { image, type LayerFiles } from '../kit/image.ts';
import { runCli, scratch } from '../kit/run-cli.ts';
import { imageFiles, sharedDirectory } from '../kit/shared.ts';
import { bytes, type Entry, hardlink, symlink } from '../kit/tar.ts';

const directory = scratch();

async function packagesOf(
  layout: string,
): Promise<{ name: string; version: string; introduced: number; type: string }[]> {
  const { code, stdout, stderr } = await runCli(['sbom', '--format', 'json', `oci-dir:${layout}`], {
    env: { PLIMSOLL_CACHE_DIR: join(layout, 'cache') },
  });
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout).subjects[0].packages;
}

/** The files below a directory as a layer, with hard links as hard links: as a builder packs them. */
function layerOf(root: string): LayerFiles {
  const files: Record<string, Entry> = {};
  const first = new Map<number, string>();
  const walk = (path: string) => {
    for (const name of readdirSync(join(root, path)).sort()) {
      const at = path === '' ? name : `${path}/${name}`;
      const stats = lstatSync(join(root, at));
      if (stats.isDirectory()) walk(at);
      else if (stats.isSymbolicLink()) files[at] = symlink(readlinkSync(join(root, at)));
      else if (stats.nlink > 1 && first.has(stats.ino)) files[at] = hardlink(first.get(stats.ino)!);
      else {
        first.set(stats.ino, at);
        files[at] = bytes(readFileSync(join(root, at)));
      }
    }
  };
  walk('');
  return files;
}

/** pnpm itself, from the registry; undefined where that cannot be reached. */
function pnpm(): string | undefined {
  const home = join(directory, 'pnpm');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{}');
  const installed = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', home, 'pnpm@10.12.4'],
    { encoding: 'utf8', timeout: 120_000 },
  );
  return installed.status === 0 ? join(home, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs') : undefined;
}

const tool = pnpm();

describe('a pnpm image', () => {
  it.skipIf(tool === undefined)(
    `with the store in the same layer lists what pnpm lists${tool === undefined ? ' (skipped: needs pnpm from the npm registry)' : ''}`,
    async () => {
      const root = join(directory, 'root');
      const app = join(root, 'app');
      mkdirSync(app, { recursive: true });
      writeFileSync(
        join(app, 'package.json'),
        JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { express: '4.17.1', minimist: '1.2.0' } }),
      );
      const run = (args: string[]) => execFileSync(process.execPath, [tool!, ...args], { cwd: app, encoding: 'utf8' });
      const store = ['--store-dir', join(root, '.pnpm-store'), '--package-import-method', 'hardlink'];
      run(['install', '--ignore-scripts', '--prod', ...store]);
      const listed = new Set<string>();
      const collect = (dependencies: Record<string, { version: string; dependencies?: never }> = {}) => {
        for (const [name, { version, dependencies: inner }] of Object.entries(dependencies)) {
          listed.add(`${name} ${version}`);
          collect(inner);
        }
      };
      for (const project of JSON.parse(run(['list', '--json', '--depth', 'Infinity', '--prod'])))
        collect(project.dependencies);
      expect(listed.size).toBeGreaterThan(40);

      const layer = layerOf(root);
      const links = Object.entries(layer).filter(
        ([name, entry]) => (entry as Entry).type === 'hardlink' && name.endsWith('package.json'),
      );
      expect(links.length).toBeGreaterThan(40);
      const layout = image().layer(layer).build().writeLayout(join(directory, 'pnpm-image'));
      const packages = (await packagesOf(layout)).filter(({ name }) => name !== 'app');
      expect(packages.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([...listed].sort());
    },
    180_000,
  );
});

const hasRpm = spawnSync('rpm', ['--version']).status === 0;
const shared = sharedDirectory();
const missing = [hasRpm ? '' : 'rpm', shared === undefined ? '../shared' : ''].filter(Boolean).join(' and ');

describe('an rpm image', () => {
  it.skipIf(missing !== '')(
    `with one package only in the -wal of an upper layer lists what rpm -qa lists${missing && ` (skipped: needs ${missing})`}`,
    async () => {
      // A real database, and a log beside it with one more package (a real header too: rpm checks its digest), not checkpointed.
      const fedora = await imageFiles('rpm-usr:1', (path) => path === 'usr/lib/sysimage/rpm/rpmdb.sqlite');
      const donor = join(directory, 'donor.sqlite');
      writeFileSync(donor, fedora['usr/lib/sysimage/rpm/rpmdb.sqlite']!);
      const headers = new DatabaseSync(donor).prepare('SELECT blob FROM Packages').all() as { blob: Uint8Array }[];
      const added = headers.find(({ blob }) => Buffer.from(blob).includes('\0glibc-minimal-langpack\0'))!;
      const files = await imageFiles(
        'rpm-app:1',
        (path) => path === 'var/lib/rpm/rpmdb.sqlite' || path === 'etc/os-release' || path === 'usr/lib/os-release',
      );
      const database = join(directory, 'rpmdb', 'rpmdb.sqlite');
      mkdirSync(join(directory, 'rpmdb'), { recursive: true });
      writeFileSync(database, files['var/lib/rpm/rpmdb.sqlite']!);
      const connection = new DatabaseSync(database);
      connection.exec('PRAGMA journal_mode=WAL; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint=0');
      const before = readFileSync(database);
      connection.prepare('INSERT INTO Packages (blob) VALUES (?)').run(added.blob);
      const wal = readFileSync(`${database}-wal`);
      expect(readFileSync(database)).toEqual(before);
      const copy = join(directory, 'judge');
      cpSync(join(directory, 'rpmdb'), copy, { recursive: true });
      connection.close();
      const native = execFileSync('rpm', ['-qa', '--dbpath', copy, '--qf', '%{NAME}\n'], { encoding: 'utf8' });
      const judged = native
        .split('\n')
        .filter((name) => name !== '' && name !== 'gpg-pubkey')
        .sort();
      expect(judged).toContain('glibc-minimal-langpack');

      const base = {
        'etc/os-release': bytes(files['etc/os-release'] ?? files['usr/lib/os-release']!),
        'var/lib/rpm/rpmdb.sqlite': bytes(before),
      };
      const layout = image()
        .layer(base)
        .layer({ other: 'x' })
        .layer({ 'var/lib/rpm/rpmdb.sqlite-wal': bytes(wal) })
        .build()
        .writeLayout(join(directory, 'rpm-image'));
      const packages = await packagesOf(layout);
      expect(packages.map(({ name }) => name).sort()).toEqual(judged);
      expect(packages.filter(({ introduced }) => introduced === 2).map(({ name }) => name)).toEqual([
        'glibc-minimal-langpack',
      ]);
    },
  );
});
