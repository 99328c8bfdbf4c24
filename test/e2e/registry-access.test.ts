import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  authorizations,
  directory,
  dockerConfig,
  filed,
  LAYERS,
  programWorks,
  read,
  SECRETS,
  started,
} from '../kit/registry-reading.ts';

describe('who may read', () => {
  test('anyone, when nothing is asked', async () => {
    const registry = await started();
    const digest = registry.image('team/app', '1', LAYERS);
    const { manifest, layers } = await read(`registry://${registry.host}/team/app:1`);
    expect([manifest, layers.length]).toEqual([digest, 2]);
    await read(`${registry.host}/team/app@${digest}`);
    expect(authorizations(registry).every((value) => value === undefined)).toBe(true);
  });

  test('basic: nothing is sent before it is asked for, and nothing without credentials', async () => {
    const registry = await started({ authorization: { kind: 'basic', username: 'ann', password: 'hunter2:x' } });
    registry.image('app', '1', LAYERS);
    await expect(read(`${registry.host}/app:1`)).rejects.toMatchObject({
      code: 'registry/denied',
      help: [`log in first: docker login ${registry.host}`],
    });
    await read(`${registry.host}/app:1`, { environment: filed(registry.host) });
    expect(authorizations(registry)[1]).toBeUndefined();
    const wrong = read(`${registry.host}/app:1`, { environment: filed(registry.host, 'ann', 'hunter2') });
    await expect(wrong).rejects.toMatchObject({ code: 'registry/denied', message: expect.not.stringMatching(SECRETS) });
  });

  test('bearer, anonymous and known, with one token for all requests', async () => {
    const open = await started({ authorization: { kind: 'bearer' } });
    open.image('app', '1', LAYERS);
    await read(`${open.host}/app:1`);
    const tokens = open.requests.filter(({ path }) => path.startsWith('/token'));
    expect(tokens.map(({ path }) => path)).toEqual(['/token?service=test&scope=repository%3Aapp%3Apull']);
    const closed = await started({ authorization: { kind: 'bearer', username: 'ann', password: 'hunter2:x' } });
    closed.image('app', '1', LAYERS);
    await read(`${closed.host}/app:1`, { environment: filed(`https://${closed.host}/v2/`) });
    await expect(read(`${closed.host}/app:1`)).rejects.toMatchObject({ code: 'registry/denied' });
  });

  test('a refresh token is posted to the token server and shown to nobody else', async () => {
    const authorization = { kind: 'bearer', username: 'ann', password: '-', refreshToken: 'refresh-me' } as const;
    const registry = await started({ authorization });
    registry.image('app', '1', LAYERS);
    const environment = dockerConfig({ auths: { [registry.host]: { identitytoken: 'refresh-me' } } });
    await read(`${registry.host}/app:1`, { environment });
    const told = registry.requests.filter((request) => JSON.stringify(request).includes('refresh-me'));
    expect(told.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /token']);
  });

  test('a credential helper gives a refresh token under the name <token>', async () => {
    const authorization = { kind: 'bearer', username: 'ann', password: '-', refreshToken: 'refresh-me' } as const;
    const registry = await started({ authorization });
    registry.image('app', '1', LAYERS);
    const script = `#!/bin/sh\necho '{"Username":"<token>","Secret":"refresh-me"}'\n`;
    writeFileSync(join(directory, 'docker-credential-identity'), script, { mode: 0o755 });
    const environment = {
      ...dockerConfig({ credsStore: 'identity' }),
      variables: { PATH: `${directory}:/usr/bin:/bin` },
    };
    await read(`${registry.host}/app:1`, { environment });
    const posted = new URLSearchParams(registry.requests.find(({ method }) => method === 'POST')?.body);
    expect(Object.fromEntries(posted)).toEqual({
      grant_type: 'refresh_token',
      client_id: 'plimsoll',
      scope: 'repository:app:pull',
      service: 'test',
      refresh_token: 'refresh-me',
    });
  });

  test('a registry that asks for more than reading gets a token for reading', async () => {
    const registry = await started({ authorization: { kind: 'bearer', scope: 'repository:other:pull,push' } });
    registry.image('app', '1', LAYERS);
    await read(`${registry.host}/app:1`);
    expect(registry.requests[1]?.path).toBe('/token?service=test&scope=repository%3Aapp%3Apull');
  });

  test('credential helpers are asked, and their failure is told without their words', async () => {
    const registry = await started({ authorization: { kind: 'basic', username: 'ann', password: 'hunter2:x' } });
    registry.image('app', '1', LAYERS);
    const helper = (name: string, script: string) =>
      writeFileSync(join(directory, `docker-credential-${name}`), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    helper(
      'good',
      `read server; [ "$1 $server" = "get ${registry.host}" ] && echo '{"Username":"ann","Secret":"hunter2:x"}'`,
    );
    helper('bad', 'echo hunter2; echo hunter2 >&2; exit 3');
    helper('none', 'echo "credentials not found in native keychain"; exit 1');
    const variables = { PATH: `${directory}:/usr/bin:/bin` };
    const name = `${registry.host}/app:1`;
    await read(name, { environment: { ...dockerConfig({ credHelpers: { [registry.host]: 'good' } }), variables } });
    await read(name, {
      environment: { ...dockerConfig({ credsStore: 'good', auths: { [registry.host]: {} } }), variables },
    });
    const refused = (config: unknown) => read(name, { environment: { ...dockerConfig(config), variables } });
    await expect(refused({ credsStore: 'bad' })).rejects.toMatchObject({
      code: 'registry/denied',
      help: [
        'docker-credential-bad gave no credentials: it ended with 3',
        `log in first: docker login ${registry.host}`,
      ],
    });
    await expect(refused({ credsStore: 'none' })).rejects.toMatchObject({
      help: [`log in first: docker login ${registry.host}`],
    });
    await expect(refused({ credsStore: '../good' })).rejects.toMatchObject({ code: 'registry/denied' });
  });
});

describe('credentials never leave their origin', () => {
  test('a token server on another host gets none, and the error says so', async () => {
    const stranger = await started({ authorization: { kind: 'bearer', username: 'nobody' } });
    const realm = `http://localhost:${stranger.port}/token`;
    const registry = await started({ authorization: { kind: 'bearer', realm } });
    registry.image('app', '1', LAYERS);
    const environment = dockerConfig({
      auths: Object.fromEntries(
        [registry.host, `localhost:${stranger.port}`].map((host) => [host, { username: 'ann', password: 'hunter2' }]),
      ),
    });
    await expect(read(`${registry.host}/app:1`, { environment })).rejects.toMatchObject({
      code: 'registry/denied',
      help: [expect.stringContaining(`localhost:${stranger.port}, another site`), expect.any(String)],
    });
    expect(stranger.requests.length).toBe(1);
    expect(authorizations(stranger)).toEqual([undefined]);
  });

  test.each(['file:///etc/passwd', 'http://169.254.169.254/token', 'http://user:hunter2@nowhere.invalid/token'])(
    'a token server at %s gets none',
    async (realm) => {
      const registry = await started({ authorization: { kind: 'bearer', realm } });
      registry.image('app', '1', LAYERS);
      const failed = read(`${registry.host}/app:1`, {
        environment: filed(registry.host),
        timing: { tries: 1, connectMs: 300 },
      });
      await expect(failed).rejects.toMatchObject({
        code: expect.stringMatching(/^registry\/(denied|unreachable)$/),
        message: expect.not.stringMatching(SECRETS),
      });
    },
  );

  test.each([301, 302, 303, 307, 308])(
    'a %i of a manifest or blob to another origin carries no Authorization',
    async (status) => {
      const store = await started();
      const registry = await started({ authorization: { kind: 'basic', username: 'ann', password: 'hunter2:x' } });
      for (const one of [store, registry]) one.image('app', '1', LAYERS);
      const location = (path: string) => ({ location: `http://user:pass@localhost:${store.port}${path}` });
      registry.image('app', '2', []);
      const { environment } = { environment: filed(registry.host) };
      const first = await read(`${registry.host}/app:1`, { environment });
      for (const path of [...first.layers.map((digest) => `/v2/app/blobs/${digest}`), '/v2/app/manifests/1']) {
        registry.fault({ on: new RegExp(`${path}$`), authorized: true, status, headers: location(path) });
      }
      await read(`${registry.host}/app:1`, { environment });
      expect(store.requests.length).toBe(3);
      expect(authorizations(registry).filter(Boolean).length).toBe(6);
      for (const { headers } of store.requests) expect(headers).not.toHaveProperty('authorization');
    },
  );

  test('redirects end: in circles, to nowhere, to another protocol, back home without credentials', async () => {
    const registry = await started({ authorization: { kind: 'basic', username: 'ann', password: 'hunter2:x' } });
    const stranger = await started();
    registry.image('app', '1', LAYERS);
    const environment = filed(registry.host);
    const refused = () => read(`${registry.host}/app:1`, { environment });
    for (const location of [undefined, 'unix:/var/run/docker.sock', 'http://169.254.169.254/']) {
      registry.fault({ on: /manifests/, times: 1, status: 302, ...(location && { headers: { location } }) });
      await expect(refused()).rejects.toMatchObject({ code: 'registry/bad-answer' });
    }
    registry.fault({ on: /blobs/, status: 302, headers: { location: `http://localhost:${stranger.port}/back` } });
    stranger.fault({ on: /back/, status: 302, headers: { location: `${registry.origin}/v2/app/tags/list` } });
    await expect(refused()).rejects.toMatchObject({ code: 'registry/denied' });
    const back = registry.requests.filter(({ path }) => path === '/v2/app/tags/list');
    expect(back.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    const endless = await started({ faults: [{ on: /manifests/, status: 302, headers: { location: '?again' } }] });
    await expect(read(`${endless.host}/app:1`)).rejects.toMatchObject({ code: 'registry/bad-answer' });
    expect(endless.requests.length).toBe(6);
  });
});

const openssl = programWorks('openssl', ['version']);
test.skipIf(!openssl)(`https with a private authority${openssl ? '' : ' (skipped: needs openssl)'}`, async () => {
  const path = (name: string) => join(directory, name);
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=test',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-keyout',
      path('key.pem'),
      '-out',
      path('ca.crt'),
    ],
    { stdio: 'ignore' },
  );
  const tls = { key: readFileSync(path('key.pem'), 'utf8'), cert: readFileSync(path('ca.crt'), 'utf8') };
  const registry = await started({ tls });
  const digest = registry.image('app', '1', LAYERS);
  const name = `${registry.host}/app:1`;
  await expect(read(name)).rejects.toMatchObject({ code: 'registry/untrusted-certificate' });
  expect(registry.requests).toEqual([]);
  const byFile = await read(name, { environment: { caFile: path('ca.crt') } });
  mkdirSync(path(`certs.d/${registry.host}`), { recursive: true });
  writeFileSync(path(`certs.d/${registry.host}/ca.crt`), tls.cert);
  const byDirectory = await read(name, { environment: { certificateDirectories: [path('certs.d')] } });
  expect([byFile.manifest, byDirectory.manifest]).toEqual([digest, digest]);
  const plain = await started();
  registry.fault({ on: /blobs/, status: 302, headers: { location: `${plain.origin}/v2/app/blobs/x` } });
  await expect(read(name, { environment: { caFile: path('ca.crt') } })).rejects.toMatchObject({
    code: 'registry/bad-answer',
  });
  expect(plain.requests).toEqual([]);
  await expect(read(name, { environment: { caFile: path('key.pem') } })).rejects.toMatchObject({
    code: 'registry/no-authority',
  });
});
