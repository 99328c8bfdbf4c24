import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openImageSource } from '../../src/io/open-source.ts';
import type { Digest } from '../../src/model/digest.ts';
import { sharedDirectory } from '../kit/shared.ts';

const SIGNAL = new AbortController().signal;
const shared = sharedDirectory();
const hasSkopeo = works('skopeo', ['--version']);
const missing = shared === undefined ? ' (skipped: needs ../shared)' : hasSkopeo ? '' : ' (skipped: needs skopeo)';
const MANIFEST = 'sha256:6e769bdd2044c58375d72967d594aca4762a75bf2df6b888345dc7207b9a44d7';

describe.skipIf(missing !== '')(`archives that others write${missing}`, () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'archive-test-'));
    const from = `oci:${join(shared ?? '', 'images/oci')}:alpine-app:3.18`;
    execFileSync('skopeo', ['copy', '-q', from, `docker-archive:${directory}/docker.tar:alpine-app:3.18`]);
    execFileSync('skopeo', ['copy', '-q', from, `oci-archive:${directory}/oci.tar:alpine-app:3.18`]);
    execFileSync('tar', ['-C', join(shared ?? '', 'images/oci'), '-cf', join(directory, 'layout.tar'), '.']);
    execFileSync('gzip', ['-k', join(directory, 'docker.tar')]);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  /** The digests of the layers as they are stored. */
  const read = async (name: string, stdin?: string) => {
    const source = await openImageSource(name, {
      stdin: () => createReadStream(join(directory, stdin ?? '')),
      temporaryDirectory: directory,
      userAgent: 'plimsoll/test',
      environment: {},
    });
    const root = await source.root(SIGNAL);
    const layers =
      root.kind === 'docker-save'
        ? root.layers.map((layer) => layer.open(SIGNAL))
        : (
            JSON.parse(new TextDecoder().decode(root.bytes)) as { layers: { digest: Digest; size: number }[] }
          ).layers.map(({ digest, size }) => source.blob(digest, size, SIGNAL));
    const digests: string[] = [];
    for (const layer of layers) {
      const hash = createHash('sha256');
      for await (const chunk of layer) hash.update(chunk);
      digests.push(`sha256:${hash.digest('hex')}`);
    }
    await source.close();
    return { kind: root.kind, digest: root.kind === 'oci' ? root.digest : undefined, digests };
  };

  test('docker-archive: layers are what the configuration calls them, plain, gzipped, and through stdin', async () => {
    const truth = JSON.parse(
      execFileSync('skopeo', ['inspect', '--config', `docker-archive:${directory}/docker.tar`]).toString(),
    ) as { rootfs: { diff_ids: string[] } };
    const expected = { kind: 'docker-save', digest: undefined, digests: truth.rootfs.diff_ids };
    expect(await read(`archive://${directory}/docker.tar`)).toEqual(expected);
    expect(await read(`${directory}/docker.tar.gz`)).toEqual(expected);
    expect(await read('-', 'docker.tar')).toEqual(expected);
    expect(await read('archive://-', 'docker.tar.gz')).toEqual(expected);
    expect(readdirSync(directory).sort()).toEqual(['docker.tar', 'docker.tar.gz', 'layout.tar', 'oci.tar']);
  });

  test('oci-archive, a layout in a tar and the layout itself are the same image', async () => {
    const layout = await read(`oci-dir:${join(shared ?? '', 'images/oci')}:alpine-app:3.18`);
    expect([layout.digest, layout.digests.length]).toEqual([MANIFEST, 3]);
    expect(await read(`archive:${directory}/oci.tar`)).toEqual(layout);
    expect(await read(`${directory}/layout.tar:alpine-app:3.18`)).toEqual(layout);
    expect(await read(`archive:${directory}/layout.tar@${MANIFEST}`)).toEqual(layout);
  });
});

function works(program: string, parameters: readonly string[]): boolean {
  try {
    execFileSync(program, parameters, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
