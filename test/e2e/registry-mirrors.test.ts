import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RegistryEnvironment } from '../../src/io/registry/registry-source.ts';
import { type HostileRegistry, type Reply, startHostile } from '../kit/hostile-registry.ts';
import { directory, dockerConfig, read } from '../kit/registry-reading.ts';
import { cutAfter, parts, redirect, silence, status } from '../kit/registry-replies.ts';

const LAYERS = [randomBytes(3_000_000)];
let origin: HostileRegistry;
let mirror: HostileRegistry;
let digest: string;
beforeAll(async () => {
  origin = await startHostile();
  mirror = await startHostile({ address: '127.0.0.2' });
});
beforeEach(() => {
  for (const one of [origin, mirror]) one.reset();
  digest = origin.image('app', '1', LAYERS);
});
afterAll(async () => {
  await origin.close();
  await mirror.close();
});

const name = () => `${origin.host}/app:1`;
const byFlag = (): RegistryEnvironment => ({ mirrors: { [origin.host]: [mirror.origin] } });
/** How often each was asked: manifests and blobs. */
const asked = () => {
  const of = ({ requests }: HostileRegistry) =>
    ['manifests', 'blobs'].map((kind) => requests.filter(({ path }) => path.includes(kind)).length).join('+');
  return `mirror ${of(mirror)}, origin ${of(origin)}`;
};
function file(path: string, text: string): string {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
  return join(directory, path);
}

test('a mirror is asked first, and the registry not at all', async () => {
  mirror.image('app', '1', LAYERS);
  expect((await read(name(), { environment: byFlag() })).manifest).toBe(digest);
  expect(asked()).toBe('mirror 1+1, origin 0+0');
});

describe('what a mirror does not do, the registry does', () => {
  test.each<[string, RegExp | undefined, Reply, string]>([
    ['it has nothing', undefined, status(404), 'mirror 1+1, origin 1+1'],
    ['it is busy, and not waited for', /./, status(429, { 'retry-after': '3600' }), 'mirror 1+0, origin 1+1'],
    ['it is broken', /./, status(500), 'mirror 1+0, origin 1+1'],
    ['it wants to know us', /./, status(401, { 'www-authenticate': 'Basic realm="m"' }), 'mirror 1+0, origin 1+1'],
    ['it is silent', /./, silence, 'mirror 1+0, origin 1+1'],
    ['it hangs up', /./, (response) => void response.destroy(), 'mirror 1+0, origin 1+1'],
    ['it sends us on without end', /./, redirect('?again'), 'mirror 6+0, origin 1+1'],
    ['it sends us inward', /./, redirect('http://169.254.169.254/'), 'mirror 1+0, origin 1+1'],
    ['its manifest has no end', /manifests/, status(200, {}, ' '.repeat(5 << 20)), 'mirror 1+0, origin 1+1'],
    ['its manifest is encoded', /manifests/, status(200, { 'content-encoding': 'gzip' }), 'mirror 1+0, origin 1+1'],
    ['its blob is shorter', /blobs/, status(200, {}, 'short'), 'mirror 1+1, origin 0+1'],
    ['its blob is longer', /blobs/, status(200, {}, randomBytes(4_000_000)), 'mirror 1+1, origin 0+1'],
  ])('%s', async (_, on, reply, expected) => {
    if (on !== undefined) mirror.image('app', '1', LAYERS);
    if (on !== undefined) mirror.play({ on, reply });
    const attempt = read(name(), { environment: byFlag(), timing: { idleMs: 200 } });
    // Bytes of the mirror that were handed on cannot be taken back: the digest tells that they were wrong.
    if (expected.includes('mirror 1+1, origin 0+1')) await attempt.catch(() => undefined);
    else expect((await attempt).manifest).toBe(digest);
    expect(asked()).toBe(expected);
  });

  test('it gives other bytes than the digest says', async () => {
    mirror.put(`/v2/app/manifests/${digest}`, '{}');
    expect((await read(`${origin.host}/app@${digest}`, { environment: byFlag() })).manifest).toBe(digest);
    expect(asked()).toBe('mirror 1+0, origin 1+1');
  });

  test('it breaks off in the middle of a blob: the registry goes on', async () => {
    mirror.image('app', '1', LAYERS);
    mirror.play({ on: /blobs/, reply: cutAfter(LAYERS[0]!, 2_000_000) });
    origin.play({ on: /blobs/, reply: parts(LAYERS[0]!) });
    await read(name(), { environment: byFlag() });
    expect(origin.requests.map(({ headers }) => headers.range)).toEqual(['bytes=2000000-']);
  });

  test('it is not there, and the registry has nothing: the error is of the registry', async () => {
    const environment = { mirrors: { [origin.host]: ['http://127.0.0.2:1', mirror.origin] } };
    await expect(read(`${origin.host}/app:2`, { environment })).rejects.toMatchObject({
      code: 'registry/not-found',
      message: `there is no ${origin.host}/app:2`,
    });
  });
});

test('credentials of the one never go to the other', async () => {
  mirror.image('app', '1', LAYERS);
  const basic = (user: string) => `Basic ${Buffer.from(`${user}:hunter2`).toString('base64')}`;
  const wants = (user: string) => ({
    on: /./,
    reply: status(401, { 'www-authenticate': 'Basic realm="x"' }, user),
    times: 1,
  });
  mirror.play(wants('m'), { on: /blobs/, reply: status(404) });
  origin.play(wants('o'));
  const login = (user: string) => ({ username: user, password: 'hunter2' });
  const auths = { [origin.host]: login('origin'), [mirror.host]: login('mirror') };
  await read(name(), { environment: { ...dockerConfig({ auths }), ...byFlag() } });
  const shown = ({ requests }: HostileRegistry) => requests.map(({ headers }) => headers.authorization);
  expect(shown(mirror)).toEqual([undefined, basic('mirror'), basic('mirror')]);
  expect(shown(origin)).toEqual([undefined, basic('origin')]);
});

describe('files that name mirrors', () => {
  test("containerd's hosts.toml: what it is good for, its path, and the name of the registry", async () => {
    for (const path of [`/x/app/manifests/${digest}`]) mirror.put(path, '{}');
    mirror.image('app', digest, LAYERS);
    const text = `[host."${mirror.origin}"]\ncapabilities = ["pull"]\n[host."http://127.0.0.2:1/p"]\noverride_path = true\n`;
    const at = file(`certs/${origin.host.replace(/:(\d+)/, '_$1_')}/hosts.toml`, text);
    const environment = { certificateDirectories: [dirname(dirname(at))] };
    await read(name(), { environment });
    expect(asked()).toBe('mirror 0+1, origin 1+0');
    expect(mirror.requests[0]?.path).toMatch(new RegExp(`\\?ns=${encodeURIComponent(origin.host)}$`));
  });

  test('registries.conf: the user sends a part of the names elsewhere, with mirrors', async () => {
    mirror.image('cache/app', '1', LAYERS);
    origin.image('real/app', '1', LAYERS);
    const conf = (by: string) => ({
      registriesConf: {
        files: [join(directory, 'nothing.conf'), file('r.conf', '[[registry]]\nlocation = "elsewhere.invalid"\n')],
        directories: [
          dirname(
            file(
              'd/1.conf',
              `[[registry]]\nprefix = "nice.example/team"\nlocation = "${origin.host}/real"\n[[registry.mirror]]\nlocation = "${mirror.host}/cache"\npull-from-mirror = "${by}"\n`,
            ),
          ),
        ],
      },
    });
    await read('nice.example/team/app:1', { environment: conf('all') });
    expect(asked()).toBe('mirror 1+1, origin 0+0');
    await read('nice.example/team/app:1', { environment: conf('digest-only') });
    expect(asked()).toBe('mirror 1+2, origin 1+0');
    await read('nice.example/team/app:1', { environment: conf('tag-only') });
    expect(asked()).toBe('mirror 2+2, origin 1+1');
  });

  test('a registry that is blocked is not asked, whatever mirrors are named', async () => {
    const path = file('r.conf', `[[registry]]\nlocation = "${origin.host}"\nblocked = true\n`);
    const environment = { ...byFlag(), registriesConf: { files: [path], directories: [] } };
    await expect(read(name(), { environment })).rejects.toMatchObject({
      code: 'registry/blocked',
      message: `${origin.host}/app is blocked by ${path}`,
    });
    expect(asked()).toBe('mirror 0+0, origin 0+0');
  });

  test('one that cannot be understood ends the command, without its words', async () => {
    const path = file('r.conf', 'password = hunter2 "');
    const failed = read(name(), { environment: { registriesConf: { files: [path], directories: [] } } });
    await expect(failed).rejects.toMatchObject({
      code: 'registry/bad-configuration',
      message: `${path} is no valid TOML, line 1`,
    });
  });
});
