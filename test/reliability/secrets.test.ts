import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { outputFormats } from '../../src/report/index.ts';
import { writeFeeds } from '../kit/feeds.ts';
import { image } from '../kit/image.ts';
import { type Ran, runCli, scratch } from '../kit/run-cli.ts';

/** Secrets that the program meets: none of them in any answer, remark, trace, cache or temporary file. */
const directory = scratch();
const at = (name: string) => join(directory, name);
for (const name of ['tmp', 'home', 'home/.docker', 'bin', 'cache-registry']) mkdirSync(at(name));

/** Letters that URLs and base64 change, so that each spelling is looked for. */
const secret = (what: string) => `canary-${what}/+?&=%-${what.length}z9`;
const secrets = {
  variable: secret('variable'),
  label: secret('label'),
  argument: secret('argument'),
  address: secret('address'),
  docker: secret('docker'),
  helper: secret('helper'),
  password: secret('password'),
};
const inUrl = encodeURIComponent(secrets.address);
const built = image({
  env: ['PATH=/bin', `DB_PASSWORD=${secrets.variable}`, `SERVICE=https://user:${inUrl}@db.example/x`, 'PLAIN=shown'],
  labels: { 'build.token': secrets.label, plain: 'shown' },
})
  .layer(
    {
      'node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}',
      'etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
    },
    { createdBy: `RUN |1 API_KEY=${secrets.argument} /bin/sh -c curl https://user:${inUrl}@host/ # buildkit` },
  )
  .instruction(`ENV DB_PASSWORD=${secrets.variable}`)
  .build();
const name = `oci-dir:${built.writeLayout(at('layout'))}`;
const environment = { PLIMSOLL_CACHE_DIR: at('cache'), TMPDIR: at('tmp'), HOME: at('home'), PLIMSOLL_TRACE: '1' };

/** A registry that wants a password, and is not content with any. */
const registry = createServer((request, response) => {
  seen.push(request.headers.authorization ?? '');
  response
    .writeHead(401, { 'www-authenticate': 'Basic realm="x"' })
    .end('{"errors":[{"code":"UNAUTHORIZED","message":"no"}]}');
}).listen(0, '127.0.0.1');
const seen: string[] = [];
await new Promise((resolve) => registry.once('listening', resolve));
afterAll(() => void registry.close());
const host = `localhost:${(registry.address() as AddressInfo).port}`;

/** A secret as it is, in base64 at each of the three places in a group of bytes, and as in a URL. */
function spellingsOf(text: string): string[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from('x'.repeat(shift) + text)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    ...base64,
    ...base64.map((one) => one.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

function expectNone(where: string, text: string): void {
  for (const [what, value] of Object.entries(secrets))
    for (const spelling of spellingsOf(value))
      expect([where, what, text.includes(spelling)]).toEqual([where, what, false]);
}

function expectNoneIn(ran: Ran, where: string): void {
  expectNone(`${where}: standard output`, ran.stdout);
  expectNone(`${where}: standard error`, ran.stderr);
}

function filesBelow(place: string): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((file) => join(place, file))
    .filter((path) => statSync(path).isFile());
}

describe('secrets of an image', () => {
  it('are in no format of any command, and in no remark or trace', async () => {
    for (const [command, ...more] of [
      ['scan'],
      ['cves'],
      ['quickview'],
      ['sbom'],
      ['explain', 'CVE-2021-44906'],
    ] as const) {
      for (const { id } of outputFormats) {
        const ran = await runCli([command, '--format', id, name, ...more], { env: environment });
        if (ran.code !== 0) expect(ran.stderr).toContain('[cli/format-does-not-fit]');
        expectNoneIn(ran, `${command} --format ${id}`);
      }
    }
    const { stdout } = await runCli(['scan', '--format', 'json', name], { env: environment });
    expect(stdout).toContain('PLAIN=shown');
    expect(stdout).toContain('DB_PASSWORD=****');
  });

  it('are not in the instructions that explain --format json tells', async () => {
    const ran = await runCli(['explain', '--format', 'json', name, 'CVE-2021-44906'], { env: environment });
    expectNoneIn(ran, 'explain --format json');
  });

  it('are in no facts of layers, and in no temporary file', () => {
    const kept = filesBelow(at('cache')).filter((path) => !path.includes('/inventories/'));
    expect(kept.length).toBeGreaterThan(1);
    for (const path of [...kept, ...filesBelow(at('tmp'))]) expectNone(path, readFileSync(path, 'latin1'));
  });

  // Each scan reads the configuration anew.
  it('are in no inventory that is kept', () => {
    for (const path of filesBelow(at('cache/inventories'))) expectNone(path, readFileSync(path, 'latin1'));
  });

  it('what is kept is for its owner alone', () => {
    for (const path of filesBelow(at('cache'))) expect([path, statSync(path).mode & 0o077]).toEqual([path, 0]);
  });
});

describe('secrets of a registry', () => {
  const pull = (home: string, more: Readonly<Record<string, string>> = {}) =>
    runCli(['scan', '--plain-http', `registry://${host}/team/app:1`], {
      env: {
        ...environment,
        PLIMSOLL_CACHE_DIR: at('cache-registry'),
        HOME: home,
        DOCKER_CONFIG: join(home, '.docker'),
        ...more,
      },
    });

  it('of the docker configuration reach the registry and nobody else', async () => {
    const auth = Buffer.from(`user:${secrets.docker}`).toString('base64');
    writeFileSync(at('home/.docker/config.json'), JSON.stringify({ auths: { [host]: { auth } } }));
    const ran = await pull(at('home'));
    expect([ran.code, seen.includes(`Basic ${auth}`)]).toEqual([1, true]);
    expectNoneIn(ran, 'docker configuration');
  });

  it('of a credential helper too, also when it fails', async () => {
    const helper = (script: string) => {
      writeFileSync(at('bin/docker-credential-canary'), `#!/bin/sh\n${script}\n`);
      chmodSync(at('bin/docker-credential-canary'), 0o755);
    };
    mkdirSync(at('helped/.docker'), { recursive: true });
    writeFileSync(at('helped/.docker/config.json'), JSON.stringify({ credHelpers: { [host]: 'canary' } }));
    const more = { PATH: `${at('bin')}:${process.env['PATH']}` };
    const answer = JSON.stringify({ ServerURL: host, Username: 'user', Secret: secrets.helper });
    for (const script of [
      `cat <<'END'\n${answer}\nEND`,
      `cat <<'END' >&2\n${answer}\nEND\nexit 1`,
      `cat <<'END'\n${answer.slice(0, -2)}\nEND`,
      `cat <<'END'\n${answer}\nEND\nexit 1`,
    ]) {
      helper(script);
      const ran = await pull(at('helped'), more);
      expect(ran.code).toBe(1);
      expectNoneIn(ran, script);
    }
    expect(seen).toContain(`Basic ${Buffer.from(`user:${secrets.helper}`).toString('base64')}`);
  });

  it('in the name of an image are not repeated', async () => {
    for (const place of [
      `registry://user:${inUrl}@${host}/app`,
      `http://user:${inUrl}@${host}/app`,
      `user:${secrets.password}@${host}/app:1`,
    ]) {
      const ran = await runCli(['scan', place], { env: environment });
      expect(ran.code).toBe(1);
      expectNoneIn(ran, place);
    }
  });

  it('are in no file that is kept or left', () => {
    for (const path of [...filesBelow(at('cache-registry')), ...filesBelow(at('tmp'))])
      expectNone(path, readFileSync(path, 'latin1'));
  });
});

it('what a document beside the feeds holds is not told', async () => {
  const feeds = writeFeeds(at('feeds'), { revision: '1', packages: 2 });
  writeFileSync(join(feeds, 'settings.json'), JSON.stringify({ password: secrets.password }));
  writeFileSync(join(feeds, 'osv/GHSA-bad.json'), `{"id":"GHSA-bad","modified":"${secrets.password}","affected":[`);
  writeFileSync(join(feeds, 'tracker-2.json'), `{"x":{"CVE-2020-1":{"token":"${secrets.password}`);
  const ran = await runCli(['db', 'build', '--from', feeds], {
    env: { ...environment, PLIMSOLL_CACHE_DIR: at('cache-feeds') },
  });
  expect(ran.code).toBe(0);
  expectNoneIn(ran, 'db build');
  for (const path of filesBelow(at('cache-feeds'))) expectNone(path, readFileSync(path, 'latin1'));
});
