import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BuiltImage, blobPath, image, type Packing, packed, sha256, tarOfFiles } from '../kit/image.ts';
import { runCli, scratch } from '../kit/run-cli.ts';

const PACKINGS: readonly Packing[] = ['none', 'gzip', 'gzip-members', 'zstd', 'zstd-frames', 'zstd-skippable'];
const directory = scratch();

function built(packing: Packing): BuiltImage {
  return image()
    .layer(
      {
        'etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
        'var/lib/dpkg/status':
          'Package: bash\nStatus: install ok installed\nVersion: 5.2\nArchitecture: amd64\nMaintainer: D <d@debian.org>\n',
        'srv/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.15"}',
        'srv/blob': 'x'.repeat(300_000),
      },
      { packing },
    )
    .build();
}

async function sbom(argument: string, cache: string) {
  const ran = await runCli(['sbom', '--format', 'json', argument], {
    env: { PLIMSOLL_CACHE_DIR: cache, SOURCE_DATE_EPOCH: '1767322245', TMPDIR: join(directory, 'tmp') },
  });
  return ran;
}

mkdirSync(join(directory, 'tmp'));

describe('the same layer in each packing', () => {
  it('gives the same facts and the same diff id', async () => {
    const seen = [];
    for (const packing of PACKINGS) {
      const layout = built(packing).writeLayout(join(directory, `layout-${packing}`));
      const { code, stdout, stderr } = await sbom(`oci-dir:${layout}`, join(directory, `cache-${packing}`));
      expect([code, stderr]).toEqual([0, '']);
      const [subject] = JSON.parse(stdout).subjects;
      seen.push({
        packages: subject.packages,
        diffIds: subject.image.layers.map(({ diffId }: { diffId: string }) => diffId),
      });
    }
    expect(seen[0]!.packages).toHaveLength(2);
    for (const other of seen.slice(1)) expect(other).toEqual(seen[0]);
  });
});

describe.each(PACKINGS)('a layer in %s that is one byte short', (packing) => {
  const whole = built(packing);
  const [layer] = whole.layers;
  const short = layer!.blob.subarray(0, -1);

  it.each([
    // The file is short: the manifest names the whole one.
    [
      'in a layout',
      (path: string) => {
        const layout = whole.writeLayout(path);
        writeFileSync(join(layout, blobPath(layer!.blob)), short);
        return `oci-dir:${layout}`;
      },
    ],
    // The manifest agrees with the short blob: only the bytes themselves tell.
    [
      'under an honest digest',
      (path: string) => {
        const manifest = JSON.parse(whole.manifest.toString());
        manifest.layers[0] = { ...manifest.layers[0], digest: sha256(short), size: short.length };
        const lying = new BuiltImage(
          whole.config,
          Buffer.from(JSON.stringify(manifest)),
          [{ ...layer!, blob: short, digest: sha256(short) }],
          whole.platform,
        );
        return `oci-dir:${lying.writeLayout(path)}`;
      },
    ],
    [
      'in a tar',
      (path: string) => {
        const files = whole.layoutFiles();
        files.set(blobPath(layer!.blob), short);
        writeFileSync(path, tarOfFiles(files));
        return `archive://${path}`;
      },
    ],
  ])('%s: exit 1, one error line, nothing left behind', async (name, write) => {
    const id = `${packing}-${name.replaceAll(' ', '-')}`;
    const cache = join(directory, `short-cache-${id}`);
    const { code, stdout, stderr } = await sbom(write(join(directory, `short-${id}`)), cache);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.split('\n').filter((line) => line.startsWith('error: '))).toHaveLength(1);
    expect(stderr).toMatch(/\[image\/(truncated-layer|corrupt-layer|digest-mismatch|diff-id-mismatch|truncated)\]/);
    expect(readdirSync(join(directory, 'tmp'))).toEqual([]);
    if (existsSync(cache))
      expect(
        readdirSync(cache, { recursive: true }).filter((file) =>
          /\.tmp$|^(facts|inventories|blobs).[0-9a-f]/.test(String(file)),
        ),
      ).toEqual([]);
  });
});

it('packs differently', () => {
  const blobs = new Set(PACKINGS.map((packing) => sha256(packed(Buffer.alloc(9000, 'x'), packing))));
  expect(blobs.size).toBe(PACKINGS.length);
});
