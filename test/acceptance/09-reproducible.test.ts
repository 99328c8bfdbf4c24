import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { goProgram } from '../kit/go-program.ts';
import { image } from '../kit/image.ts';
import { runCli, scratch } from '../kit/run-cli.ts';
import { bytes, hardlink, symlink } from '../kit/tar.ts';

const directory = scratch();
const built = image({ labels: { 'org.opencontainers.image.base.name': 'docker.io/library/debian:12' } })
  .layer({
    'etc/os-release': 'ID=debian\nVERSION_ID="11"\nPRETTY_NAME="Debian GNU/Linux 11 (bullseye)"\n',
    bin: symlink('usr/bin'),
    'var/lib/dpkg/status':
      'Package: libssl1.1\nSource: openssl\nStatus: install ok installed\nVersion: 1.1.1d-0+deb11u1\nArchitecture: amd64\nMaintainer: Debian <x@debian.org>\n',
  })
  .instruction('CMD ["bash"]')
  .layer(
    {
      'usr/bin/tool': bytes(goProgram([['golang.org/x/net', 'v0.7.0']])),
      'store/1': '{"name":"minimist","version":"0.0.8"}',
    },
    { packing: 'zstd-frames' },
  )
  .layer({
    'srv/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.15"}',
    'srv/node_modules/minimist/package.json': hardlink('store/1'),
  })
  .build();
const layout = `oci-dir:${built.writeLayout(join(directory, 'layout'), 'shop')}`;

async function scan(argument: string, format: string, cache: string, more: readonly string[] = []): Promise<string> {
  const env = { PLIMSOLL_CACHE_DIR: join(directory, cache), SOURCE_DATE_EPOCH: '1790000000' };
  const { code, stdout, stderr } = await runCli(['scan', '--format', format, ...more, argument], { env });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

describe('the same image', () => {
  it.each(['json', 'cyclonedx', 'sarif', 'table'])(
    'gives the same bytes as %s with 1, 2 and 8 workers, cold and warm',
    async (format) => {
      const first = await scan(layout, format, `one-${format}`, ['--workers', '1']);
      expect(first).toMatch(/minimist/);
      for (const workers of ['2', '8'])
        expect(await scan(layout, format, `${workers}-${format}`, ['--workers', workers])).toBe(first);
      expect(await scan(layout, format, `one-${format}`)).toBe(first);
    },
  );

  it('gives the same report as layout and as OCI tar, but for the reference', async () => {
    const tar = join(directory, 'shop.tar');
    writeFileSync(tar, built.ociTar('shop'));
    const [fromLayout, fromTar] = await Promise.all([scan(layout, 'json', 'a'), scan(`archive://${tar}`, 'json', 'b')]);
    expect(withoutReference(fromTar)).toEqual(withoutReference(fromLayout));
  });

  it('and as docker-save, but for digests and sizes of compressed layers too', async () => {
    const tar = join(directory, 'saved.tar');
    writeFileSync(tar, built.dockerSave('shop:latest'));
    const plain = (json: string) => {
      const report = withoutReference(json);
      for (const subject of report.subjects) {
        Object.assign(subject.image, { digest: null, sizeBytes: null });
        for (const layer of subject.image.layers) Object.assign(layer, { digest: null, sizeBytes: null });
      }
      return report;
    };
    const [fromLayout, fromTar] = await Promise.all([scan(layout, 'json', 'c'), scan(`archive://${tar}`, 'json', 'd')]);
    expect(plain(fromTar)).toEqual(plain(fromLayout));
  });

  const missing = ['docker-registry', 'skopeo'].filter((program) => spawnSync('which', [program]).status !== 0);
  it.skipIf(missing.length > 0)(
    `and from a registry${missing.length > 0 ? ` (skipped: needs ${missing.join(' and ')})` : ''}`,
    async () => {
      const port = await startRegistry();
      const target = `localhost:${port}/shop:1`;
      const copied = spawnSync(
        'skopeo',
        [
          'copy',
          '--preserve-digests',
          '--dest-tls-verify=false',
          `oci:${join(directory, 'layout')}:shop`,
          `docker://${target}`,
        ],
        { encoding: 'utf8' },
      );
      expect([copied.status, copied.stderr]).toEqual([0, expect.anything()]);
      const [fromLayout, fromRegistry] = await Promise.all([
        scan(layout, 'json', 'e'),
        scan(`registry://${target}`, 'json', 'f'),
      ]);
      expect(withoutReference(fromRegistry)).toEqual(withoutReference(fromLayout));
    },
  );
});

function withoutReference(json: string) {
  const report = JSON.parse(json);
  for (const subject of report.subjects) subject.image.reference = null;
  return report;
}

/** Debian's registry on a free port of this machine. */
async function startRegistry(): Promise<number> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as { port: number };
      probe.close(() => resolve(free));
    });
  });
  const root = join(directory, 'registry');
  mkdirSync(root);
  const config = join(directory, 'registry.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${root}}}\nhttp: {addr: '127.0.0.1:${port}'}\n`,
  );
  const server = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  afterAll(() => void server.kill());
  for (let i = 0; i < 100; i++) {
    const isUp = await fetch(`http://127.0.0.1:${port}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return port;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('docker-registry did not start');
}
