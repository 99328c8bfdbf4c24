import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { goProgram } from '../kit/go-program.ts';
import { image, type LayerFiles } from '../kit/image.ts';
import { runCli, scratch } from '../kit/run-cli.ts';
import { bytes, symlink } from '../kit/tar.ts';

const directory = scratch();
const cache = join(directory, 'cache');
const env = { PLIMSOLL_CACHE_DIR: cache };
const ID = 'CVE-2026-0001';
const MODULE = 'example.com/vulnerable/module';

const distro = { 'etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n' };
const program = (path: string) => ({ [path]: { ...bytes(goProgram([[MODULE, 'v1.0.0']])), mode: 0o755 } });

function deb(maintainer: string, recorded: string, more = ''): LayerFiles {
  return {
    'var/lib/dpkg/status': `Package: tool\nStatus: install ok installed\nVersion: 1.0-1\nArchitecture: amd64\nMaintainer: ${maintainer}\n${more}`,
    'var/lib/dpkg/info/tool.list': `/.\n/usr\n/usr/bin\n${recorded}\n`,
  };
}

const debian = 'Debian Go Packaging Team <team+pkg-go@tracker.debian.org>';
const cases = {
  'owned-by-distro': image().layer({ ...distro, ...deb(debian, '/usr/bin/x'), ...program('usr/bin/x') }),
  'owned-by-third-party': image().layer({
    ...distro,
    ...deb('Example Corp <packages@example.com>', '/usr/bin/x', 'Vendor: Example Corp\nLicense: proprietary\n'),
    ...program('usr/bin/x'),
  }),
  'overwritten-later': image()
    .layer({ ...distro, ...deb(debian, '/usr/bin/x'), ...program('usr/bin/x') })
    .layer(program('usr/bin/x')),
  'owned-by-distro through usr-merge': image().layer({
    ...distro,
    bin: symlink('usr/bin'),
    ...deb(debian, '/bin/x'),
    ...program('usr/bin/x'),
  }),
} as const;

const expected: Record<keyof typeof cases, { reported: boolean; reason: string }> = {
  'owned-by-distro': { reported: false, reason: 'owned-by-distro' },
  'owned-by-third-party': { reported: true, reason: 'owned-by-third-party' },
  'overwritten-later': { reported: true, reason: 'overwritten-later' },
  'owned-by-distro through usr-merge': { reported: false, reason: 'owned-by-distro' },
};

beforeAll(async () => {
  const feed = join(directory, 'feeds', 'osv', 'Go');
  mkdirSync(feed, { recursive: true });
  const record = {
    schema_version: '1.7.0',
    id: 'GO-2026-0001',
    modified: '2026-01-01T00:00:00Z',
    aliases: [ID],
    summary: 'A flaw',
    affected: [
      {
        package: { ecosystem: 'Go', name: MODULE },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.0' }] }],
      },
    ],
  };
  writeFileSync(join(feed, 'GO-2026-0001.json'), JSON.stringify(record));
  const built = await runCli(['db', 'build', '--from', join(directory, 'feeds')], { env });
  expect([built.code, built.stderr.includes('error:')]).toEqual([0, false]);
});

describe('one Go binary with a vulnerable module', () => {
  it.each(Object.keys(cases) as (keyof typeof cases)[])('%s', async (name) => {
    const layout = `oci-dir:${cases[name].build().writeLayout(join(directory, name.replaceAll(' ', '-')))}`;
    const scan = await runCli(['scan', '--format', 'json', layout], { env });
    const ids = JSON.parse(scan.stdout).subjects[0].vulnerabilities.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expected[name].reported ? [ID] : []);

    const explained = await runCli(['explain', '--format', 'json', layout, ID], { env });
    const [pkg] = JSON.parse(explained.stdout).packages.filter((entry: { name: string }) => entry.name === MODULE);
    expect([pkg.outcome, pkg.reason]).toEqual([
      expected[name].reported ? 'reported' : 'not-reported',
      expected[name].reason,
    ]);

    const words = await runCli(['explain', layout, ID], { env });
    expect(words.stdout).toContain(expected[name].reason);
  });
});
