import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registrySource } from '../../src/io/registry/registry-source.ts';
import type { Digest } from '../../src/model/digest.ts';
import { parseReference } from '../../src/model/reference.ts';
import { resolve } from '../../src/scan/resolve.ts';
import { digestOf, type HostileRegistry, INDEX, type Reply, startHostile } from '../kit/hostile-registry.ts';
import { makeCertificate } from '../kit/registry-certificate.ts';
import { dockerConfig, openOptions, programWorks, SIGNAL } from '../kit/registry-reading.ts';
import { redirect, status } from '../kit/registry-replies.ts';

/*
 * What proves who we are stays where it belongs. Three servers write down all that they are sent: the registry, another port of its
 * host, another host. Each is logged in to under its own name, so that nothing is kept back for want of it.
 */
const LAYER = randomBytes(1000);
const SECRETS = /hunter2|aHVudGVy|refresh-me|the-token|a-cookie/;
const encoded = (text: string) => Buffer.from(text).toString('base64');
const ORIGIN_SECRETS = ['origin:hunter2', 'refresh-me']
  .flatMap((text) => [text, encoded(text)])
  .concat('the-token', 'a-cookie');

const openssl = programWorks('openssl', ['version']);
let directory: string;
let worlds: Readonly<Record<'http' | 'https', World>>;
interface World {
  readonly registry: HostileRegistry;
  readonly port: HostileRegistry;
  readonly host: HostileRegistry;
}
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'registry-origins-'));
  const tls = openssl ? { tls: makeCertificate(directory, ['IP:127.0.0.1', 'IP:127.0.0.2']) } : {};
  const world = async (options: object): Promise<World> => ({
    registry: await startHostile(options),
    port: await startHostile(options),
    host: await startHostile({ ...options, address: '127.0.0.2' }),
  });
  worlds = { http: await world({}), https: await world(tls) };
});
const servers = () => Object.values(worlds).flatMap(({ registry, port, host }) => [registry, port, host]);
beforeEach(() => {
  for (const server of servers()) server.reset();
});
afterAll(async () => {
  for (const server of servers()) await server.close();
  rmSync(directory, { recursive: true });
});

type Kind = 'manifest' | 'blob' | 'referrers' | 'token';
const PATHS: Readonly<Record<Kind, RegExp>> = {
  manifest: /manifests\/1/,
  blob: /blobs/,
  referrers: /referrers/,
  token: /token/,
};
type Login = 'password' | 'refresh token';

/** `friend`: the other port may be told. The registry asks for a token of its own server, sets a cookie with each answer, and then does what `reply` says. */
async function go(
  scheme: 'http' | 'https',
  login: Login,
  kind: Kind | 'realm',
  reply: Reply | string,
  more: { readonly mirror?: string; readonly friend?: boolean } = {},
) {
  const { registry, host, port } = worlds[scheme];
  const cookie = { 'set-cookie': 'session=a-cookie' };
  let digest = '';
  for (const server of servers()) digest = server.image('app', '1', [LAYER]);
  for (const server of servers())
    server.put(`/v2/app/referrers/${digest}`, `{"manifests":[]}`, { 'content-type': INDEX, ...cookie });
  const realm = typeof reply === 'string' ? reply : `${registry.origin}/token`;
  const challenge = { 'www-authenticate': `Bearer realm="${realm}",service="s"`, ...cookie };
  if (typeof reply !== 'string' && kind === 'token') registry.play({ on: /token/, reply });
  registry.play(
    { on: /token/, reply: status(200, cookie, '{"token":"the-token"}') },
    { on: /manifests\/1/, times: 1, reply: status(401, challenge) },
  );
  for (const other of [host, port])
    other.play({ on: /token/, reply: status(200, cookie, '{"token":"of-a-stranger"}') });
  if (typeof reply !== 'string' && kind !== 'token' && kind !== 'realm') registry.play({ on: PATHS[kind], reply });
  const user = (name: string) =>
    login === 'password' ? { username: name, password: 'hunter2' } : { identitytoken: 'refresh-me' };
  const auths = { [registry.host]: user('origin'), [host.host]: user('host'), [port.host]: user('port') };
  const options = openOptions({
    environment: {
      ...dockerConfig({ auths }),
      caFile: join(directory, 'ca.crt'),
      ...(more.mirror && { mirrors: { [registry.host]: [more.mirror] } }),
    },
    timing: { tries: 1, connectMs: 300 },
  });
  const { caFile, ...open } = options.environment;
  const environment = openssl ? options.environment : open;
  const source = registrySource(parseReference(`${registry.host}/app:1`)!, 'app', { ...options, environment });
  let outcome = 'read';
  let text = '';
  try {
    const root = await source.root(SIGNAL);
    if (root.kind !== 'oci') throw new Error('a registry gives manifests');
    const { layers } = JSON.parse(new TextDecoder().decode(root.bytes)) as {
      layers: { digest: Digest; size: number }[];
    };
    for (const { digest, size } of layers) for await (const _ of source.blob(digest, size, SIGNAL));
    await source.referrers(digest as Digest, SIGNAL);
  } catch (cause) {
    const { code, message, help } = cause as { code: string; message: string; help: readonly string[] };
    outcome = code;
    text = `${message} ${help}`;
  } finally {
    await source.close();
  }
  expect(text).not.toMatch(SECRETS);
  const others = servers().filter((server) => server !== registry && !(more.friend && server === port));
  for (const { requests } of others)
    for (const secret of ORIGIN_SECRETS) expect(JSON.stringify(requests)).not.toContain(secret);
  for (const server of servers())
    expect(server.requests.every(({ headers }) => headers.cookie === undefined)).toBe(true);
  if (scheme === 'https') for (const { requests } of Object.values(worlds.http)) expect(requests).toEqual([]);
  const saw = ({ requests }: HostileRegistry) =>
    `${requests.length}/${requests.filter(({ headers, body }) => headers.authorization !== undefined || body.includes('refresh_token=')).length}`;
  return `${outcome}: host ${saw(host)}, port ${saw(port)}`;
}

/** Where a registry may want us to go; the last column is what becomes of a redirect of something that is no token. */
const TARGETS: readonly [string, (world: World) => string, 'goes' | 'refused'][] = [
  ['another host', ({ host }) => `${host.origin}/v2/app/`, 'goes'],
  ['another port', ({ port }) => `${port.origin}/v2/app/`, 'goes'],
  ['another host, with a user', ({ host }) => `${host.origin.replace('//', '//ann:hunter2@')}/v2/app/`, 'goes'],
  ['a socket', () => 'unix:///var/run/docker.sock', 'refused'],
  ['a file', () => 'file:///etc/passwd', 'refused'],
  ['where clouds keep secrets', ({ host }) => `${host.origin.split(':')[0]}://169.254.169.254/latest/`, 'refused'],
  ['the same in IPv6', ({ host }) => `${host.origin.split(':')[0]}://[::ffff:169.254.169.254]/`, 'refused'],
];

const SCHEMES = openssl ? (['http', 'https'] as const) : (['http'] as const);
const why = openssl ? '' : ' (https skipped: needs openssl)';

describe.each(SCHEMES)(`redirects over %s${why}`, (scheme) => {
  const cases = TARGETS.flatMap(([name, to, fate], at) =>
    (['manifest', 'blob', 'referrers'] as const).map((kind, row) => {
      const code = [301, 302, 307, 308][(at + row) % 4]!;
      const seen = name.startsWith('another port') ? 'host 0/0, port 1/0' : 'host 1/0, port 0/0';
      return {
        kind,
        code,
        name,
        to,
        expected: fate === 'goes' ? `read: ${seen}` : 'registry/bad-answer: host 0/0, port 0/0',
      };
    }),
  );
  test.each(cases)('a $code of a $kind to $name → $expected', async ({ kind, code, to, expected }) => {
    const reply: Reply = (response, request) => {
      const target = to(worlds[scheme]);
      const path = request.path.replace('/v2/app/', '');
      redirect(target.endsWith('/v2/app/') ? target + path : target, code)(response, request);
    };
    expect(await go(scheme, 'password', kind, reply)).toBe(expected);
  });

  test.each(TARGETS.slice(0, 4).flatMap(([name, to]) => [301, 307].map((code) => [code, name, to] as const)))(
    'a %i of a token to %s is not followed',
    async (code, _, to) => {
      const reply: Reply = (response, request) => redirect(to(worlds[scheme]), code)(response, request);
      for (const login of ['password', 'refresh token'] as const) {
        for (const server of servers()) server.reset();
        expect(await go(scheme, login, 'token', reply)).toBe('registry/bad-answer: host 0/0, port 0/0');
      }
    },
  );
});

describe.skipIf(!openssl)(`never from https to http${why}`, () => {
  test.each(['manifest', 'blob', 'referrers'] as const)('a redirect of a %s', async (kind) => {
    for (const to of Object.values(worlds.http) as HostileRegistry[]) {
      for (const server of servers()) server.reset();
      const reply: Reply = (response, request) => redirect(to.origin + request.path)(response, request);
      expect(await go('https', 'password', kind, reply)).toBe('registry/bad-answer: host 0/0, port 0/0');
    }
  });
  test.each(['registry', 'host'] as const)('a token server at the http %s', async (which) => {
    for (const login of ['password', 'refresh token'] as const)
      expect(await go('https', login, 'realm', `${worlds.http[which].origin}/token`)).toBe(
        'registry/denied: host 0/0, port 0/0',
      );
  });
  test('the next page of a list', async () => {
    const link = { 'content-type': INDEX, link: `<${worlds.http.registry.origin}/more>; rel="next"` };
    expect(await go('https', 'password', 'referrers', status(200, link, '{"manifests":[]}'))).toBe(
      'registry/bad-answer: host 0/0, port 0/0',
    );
  });
  test('a mirror of its own scheme, because the user names it, gets nothing of the registry', async () => {
    expect(await go('https', 'password', 'manifest', status(500), { mirror: worlds.https.host.origin })).toBe(
      'read: host 6/0, port 0/0',
    );
  });
});

describe.each(SCHEMES)(`token servers over %s${why}`, (scheme) => {
  const of = (server: keyof World) => () => `${worlds[scheme][server].origin}/token`;
  const metadata = () => `${scheme}://169.254.169.254/token`;
  test.each<[string, () => string, string]>([
    // An address has no parent that says whose it is: another one may be anybody's, and is asked without credentials.
    ['another host', of('host'), 'read: host 1/0, port 0/0'],
    ['another port of the same host, which is of the same owner', of('port'), 'read: host 0/0, port 1/1'],
    ['another host, with a user', () => of('host')().replace('//', '//ann:hunter2@'), 'read: host 1/0, port 0/0'],
    ['where clouds keep secrets', metadata, 'registry/denied: host 0/0, port 0/0'],
    ['a socket', () => 'unix:///var/run/docker.sock', 'registry/denied: host 0/0, port 0/0'],
    ['nowhere', () => 'not a URL', 'registry/bad-answer: host 0/0, port 0/0'],
  ])('a realm at %s', async (_, realm, expected) => {
    for (const login of ['password', 'refresh token'] as const) {
      for (const server of servers()) server.reset();
      expect(
        await go(scheme, login, 'realm', realm(), { friend: realm().startsWith(worlds[scheme].port.origin) }),
      ).toBe(expected);
    }
  });
});

test('the addresses of a foreign layer are nobody that we ask', async () => {
  const { registry, host } = worlds.http;
  registry.image('app', '1', [LAYER]);
  const path = '/v2/app/manifests/foreign';
  const config = Buffer.from(JSON.stringify({ rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] } }));
  registry.put(`/v2/app/blobs/${digestOf(config)}`, config);
  const layer = {
    mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
    digest: digestOf(LAYER),
    size: 1000,
    urls: [`${host.origin}/layer`],
  };
  const type = 'application/vnd.oci.image.config.v1+json';
  registry.put(
    path,
    JSON.stringify({
      schemaVersion: 2,
      config: { mediaType: type, digest: digestOf(config), size: config.length },
      layers: [layer],
    }),
  );
  const source = registrySource(parseReference(`${registry.host}/app:foreign`)!, 'app', openOptions({}));
  const [subject] = await resolve(source, 'all', SIGNAL);
  await source.close();
  expect(subject).toMatchObject({ layers: [{ absent: 'foreign' }] });
  expect(host.requests).toEqual([]);
});
