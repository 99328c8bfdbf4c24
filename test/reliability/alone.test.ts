import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFeeds } from '../kit/feeds.ts';
import { image, writeFiles } from '../kit/image.ts';
import { quicklyPacked } from '../kit/large-image.ts';
import { scratch } from '../kit/run-cli.ts';
import { CLI, runProgram } from '../kit/run-program.ts';
import { type Call, reasonWithoutStrace, straceCli } from '../kit/strace.ts';

/** What is scanned is data: no program of it or named by it runs, and nobody is called, whatever it says. */
const missing = reasonWithoutStrace();
const directory = scratch();
const at = (name: string) => join(directory, name);
const shell = `$(touch ${at('ran')}) \`touch ${at('ran')}\`; touch ${at('ran')} | touch ${at('ran')}`;
const script = `#!/bin/sh\ntouch ${at('ran')}\n`;
const programs = ['tar', 'gzip', 'zstd', 'git', 'node', 'rpm', 'dpkg', 'python3', 'sh'];
const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    programs.flatMap((name) => ['bin', 'usr/bin', 'usr/local/bin'].map((place) => [`${place}/${name}`, script])),
  ),
  'etc/os-release': `ID=debian\nVERSION_ID="12"\nPRETTY_NAME="${shell}"\nHOME_URL="http://127.0.0.1:9/"\n`,
  'var/lib/dpkg/status': `Package: x\nStatus: install ok installed\nVersion: 1;${shell.replaceAll('\n', '')}\nArchitecture: amd64\n`,
  'app/package.json': JSON.stringify({ name: 'x', version: '1.0.0', scripts: { install: `touch ${at('ran')}` } }),
  'app/node_modules/evil/package.json': JSON.stringify({
    name: `evil;${shell}`,
    version: '1.0.0',
    repository: `git+ssh://host/${shell}`,
  }),
  'app/go.mod': `module x\nrequire git.example.invalid/x v1.0.0\nreplace git.example.invalid/x => ../..\n`,
  'app/requirements.txt': 'git+https://127.0.0.1:9/x.git#egg=x\n-r http://127.0.0.1:9/more.txt\n',
  '.git/config': `[core]\n\tfsmonitor = touch ${at('ran')}\n`,
  '.git/hooks/post-checkout': script,
  'lib64/libevil.so': script,
};
const builder = image({
  labels: {
    maintainer: shell,
    'org.opencontainers.image.source': `ext::sh -c touch% ${at('ran')}`,
    'io.containerd.runc.v2': shell,
  },
  env: [
    'PATH=/bin',
    'LD_PRELOAD=/lib64/libevil.so',
    'NODE_OPTIONS=--require /app/evil.js',
    `BASH_ENV=${shell}`,
    'http_proxy=http://127.0.0.1:9',
  ],
}).layer(files, { createdBy: `RUN ${shell}` });
const built = builder.instruction(`ONBUILD RUN ${shell}`).instruction('HEALTHCHECK CMD ["/bin/sh"]').build();
built.writeLayout(at('layout'));
writeFileSync(at('oci.tar'), built.ociTar());
writeFileSync(at('oci.tar.gz'), quicklyPacked(built.ociTar()));
writeFileSync(at('docker.tar'), built.dockerSave(`x:${'a'.repeat(10)}`));
writeFileSync(
  at('sbom.json'),
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [{ type: 'library', name: shell, version: '1', purl: 'pkg:npm/x@1?repository_url=http://127.0.0.1:9' }],
    externalReferences: [{ type: 'bom', url: 'http://127.0.0.1:9/more.json' }],
  }),
);
writeFiles(at('tree'), new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
mkdirSync(at('tmp'));
mkdirSync(at('build'));
writeFileSync(
  at('build/Dockerfile'),
  `# syntax=http://127.0.0.1:9/x\nFROM 127.0.0.1:9/x:1\nADD http://127.0.0.1:9/x git@127.0.0.1:9/x.git /x/\nRUN ${shell}\nONBUILD RUN ${shell}\nCMD ${shell}\n`,
);
writeFileSync(at('build/compose.yaml'), 'services: {a: {build: "http://127.0.0.1:9/x.git"}}\n');
const env = { PLIMSOLL_CACHE_DIR: at('cache'), TMPDIR: at('tmp'), HOME: at('home') };
const CALLS = 'trace=execve,execveat,fork,vfork,connect,sendto,sendmsg,sendmmsg,socket,bind,listen,accept';
const sources = [
  `oci-dir:${at('layout')}`,
  `archive://${at('oci.tar')}`,
  at('oci.tar.gz'),
  `archive:${at('docker.tar')}`,
  `rootfs://${at('tree')}`,
];

describe.skipIf(missing !== '')(`no process and no connection${missing}`, () => {
  /** The calls of a run that only tells its version. */
  let usual: Promise<readonly string[]> | undefined;
  const kinds = (calls: readonly Call[]) =>
    calls
      .filter(({ isRest }) => !isRest)
      .map(({ name }) => name)
      .sort();

  it.each([
    ...sources.map((source) => ['scan', source]),
    ['explain', sources[0]!, 'CVE-2021-44906'],
    ['db', 'build', '--from', writeFeeds(at('feeds'), { revision: '1', packages: 3 })],
    ['db', 'status'],
    ['sbom', `sbom://${at('sbom.json')}`],
    ['lint', '--no-fail', at('build')],
    ['lint', '--no-fail', '--diff', '--unsafe-fixes', at('build')],
  ])('%s %s', async (...args) => {
    usual ??= straceCli(['version'], [CALLS], { env }).then(({ calls }) => kinds(calls));
    const cold = { ...env, PLIMSOLL_CACHE_DIR: at(`cache-${args.join(' ').replaceAll('/', '_')}`) };
    const { code, stderr, calls } = await straceCli(args, [CALLS], { env: cold });
    expect([code, stderr]).toEqual([0, '']);
    expect(kinds(calls)).toEqual(await usual);
    expect(readdirSync(directory)).not.toContain('ran');
  });
});

const alone =
  spawnSync('unshare', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? '' : ' (skipped: needs unshare -n)';

it.skipIf(alone !== '').each(sources)(`without a network: scan %s${alone}`, async (source) => {
  const own = { env: { ...env, PLIMSOLL_CACHE_DIR: at(`cache-${source.replaceAll('/', '_')}`) } };
  const { code, stderr } = await runProgram('unshare', ['-n', ...CLI, 'scan', source], own);
  expect([code, stderr]).toEqual([0, '']);
});
