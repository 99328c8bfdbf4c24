import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanJson } from '../kit/cli.ts';
import {
  type DaemonProgram,
  hasContainerd,
  hasDockerd,
  hasPodman,
  programDirectory,
  startContainerd,
  startDockerd,
  startPodman,
  type Unstartable,
} from '../kit/daemon-programs.ts';
import { image } from '../kit/image.ts';
import { plainReport } from '../kit/plain-report.ts';
import { programWorks } from '../kit/registry-reading.ts';
import { freePort, whenAnswers } from '../kit/registry-real.ts';
import { scratch } from '../kit/run-cli.ts';

/** One image through every door: what the report says must not depend on the way that the bytes came. */
const directory = scratch();
const at = (name: string) => join(directory, name);
const NAME = 'plimsoll/agreement:1';
const apk =
  'P:musl\nV:1.2.4-r0\nA:x86_64\no:musl\nF:lib\nR:ld-musl-x86_64.so.1\n\nP:busybox\nV:1.36.1-r0\nA:x86_64\no:busybox\n\n';
const built = image({ labels: { team: 'harbor' }, env: ['PATH=/bin', 'MODE=test'] })
  .layer({ 'etc/os-release': 'ID=alpine\nVERSION_ID=3.18.3\n', 'lib/apk/db/installed': apk })
  .instruction('ENV MODE=test')
  .layer({ 'app/node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}' })
  .layer({ 'app/node_modules/.wh.nothing': '', 'srv/data': 'x'.repeat(100_000) })
  .build();

const env = { PLIMSOLL_CACHE_DIR: at('cache'), SOURCE_DATE_EPOCH: '1796000000' };
const stops: (() => unknown)[] = [];
let expected: unknown;

/** Each with a cache of its own, so that it is read. */
let readings = 0;
const reportOf = (name: string, more: Readonly<Record<string, string>> = {}) =>
  plainReport(name, { ...env, PLIMSOLL_CACHE_DIR: at(`cache-${readings++}`), ...more });

beforeAll(async () => {
  built.writeLayout(at('layout'), NAME);
  writeFileSync(at('oci.tar'), built.ociTar(NAME));
  writeFileSync(at('docker.tar'), built.dockerSave(NAME));
  mkdirSync(at('empty'));
  expected = await reportOf(`oci-dir:${at('layout')}`);
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

test('the image has something to report', () => {
  expect(expected).toMatchObject({
    subjects: [
      { complete: true, vulnerabilities: expect.arrayContaining([expect.objectContaining({ id: 'CVE-2021-44906' })]) },
    ],
  });
});

test.each(['oci.tar', 'docker.tar'])('%s', async (name) => {
  expect(await reportOf(`archive://${at(name)}`)).toEqual(expected);
});

const hasRegistry = programWorks('docker-registry', ['--version']) && programWorks('skopeo', ['--version']);
test.skipIf(!hasRegistry)(
  `a registry${hasRegistry ? '' : ' (skipped: needs docker-registry and skopeo)'}`,
  async () => {
    const port = await freePort();
    const storage = `storage: {filesystem: {rootdirectory: ${at('registry')}}}`;
    writeFileSync(
      at('registry.yml'),
      `version: 0.1\nlog: {level: error}\n${storage}\nhttp: {addr: "127.0.0.1:${port}"}\n`,
    );
    const server = spawn('docker-registry', ['serve', at('registry.yml')], { stdio: 'ignore' });
    stops.push(() => server.kill());
    await whenAnswers(port);
    const to = `docker://127.0.0.1:${port}/${NAME}`;
    execFileSync('skopeo', ['copy', '-q', '--dest-tls-verify=false', `oci:${at('layout')}:${NAME}`, to]);
    expect(await reportOf(`registry://127.0.0.1:${port}/${NAME}`)).toEqual(expected);
  },
);

/** A program that is installed and may not start here is told and passed over: the machine is at fault. */
async function started(name: string, start: (directory: string) => Promise<DaemonProgram | Unstartable>) {
  const program = await start(programDirectory(directory, name));
  if (typeof program === 'string') process.stderr.write(`${program}\n`);
  else stops.push(program.stop);
  return typeof program === 'string' ? undefined : program;
}

describe('programs that keep images', () => {
  test.skipIf(!hasDockerd)(`Docker${hasDockerd ? '' : ' (skipped: needs dockerd and skopeo)'}`, async () => {
    const docker = await started('d', startDockerd);
    if (docker === undefined) return;
    await docker.load(at('docker.tar'), NAME);
    const own = { DOCKER_HOST: docker.host };
    expect(await reportOf(`docker://${NAME}`, own)).toEqual(expected);
    expect(await reportOf(NAME, own)).toEqual(expected);
    await expect(scanJson('docker://plimsoll/agreemint:1', { ...env, ...own })).rejects.toThrow(
      /\[daemon\/no-such-image\]\n.*plimsoll\/agreement:1/,
    );
  });

  test.skipIf(!hasPodman)(`Podman${hasPodman ? '' : ' (skipped: needs podman)'}`, async () => {
    const podman = await started('p', startPodman);
    if (podman === undefined) return;
    await podman.load(at('docker.tar'), NAME);
    const own = { CONTAINER_HOST: podman.host, DOCKER_HOST: `unix://${at('empty/none.sock')}` };
    expect(await reportOf(`podman://${NAME}`, own)).toEqual(expected);
    await podman.save?.(NAME, at('podman-saved.tar'));
    expect(await reportOf(at('podman-saved.tar'))).toEqual(expected);
    expect(await reportOf(NAME, own)).toEqual(expected);
    await expect(scanJson('podman://plimsoll/agreemint:1', { ...env, ...own })).rejects.toThrow(
      /\[daemon\/no-such-image\]\n.*plimsoll\/agreement:1/,
    );
  });

  test.skipIf(!hasContainerd)(`containerd${hasContainerd ? '' : ' (skipped: needs containerd and ctr)'}`, async () => {
    const containerd = await started('c', startContainerd);
    if (containerd === undefined) return;
    await containerd.load(at('oci.tar'), 'k8s.io');
    const own = { PLIMSOLL_CONTAINERD_ROOT: at('c/root') };
    expect(await reportOf(`containerd://${NAME}`, own)).toEqual(expected);
    await containerd.save?.(NAME, at('ctr-exported.tar'));
    expect(await reportOf(at('ctr-exported.tar'))).toEqual(expected);
    await containerd.stop();
    expect(await reportOf(`containerd://k8s.io/${NAME}`, own)).toEqual(expected);
  });
});
