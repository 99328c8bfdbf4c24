import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RegistryEnvironment } from '../../src/io/registry/registry-source.ts';
import { type HostileRegistry, startHostile } from '../kit/hostile-registry.ts';
import { makeCertificate, type TlsPair } from '../kit/registry-certificate.ts';
import { type ProxyOptions, startProxy, type TestProxy } from '../kit/registry-proxy.ts';
import { directory, dockerConfig, programWorks, read, SECRETS } from '../kit/registry-reading.ts';
import { status } from '../kit/registry-replies.ts';

const NAME = 'registry.example.test';
const LAYERS = [randomBytes(100_000)];
const openssl = programWorks('openssl', ['version']);
const why = openssl ? '' : ' (skipped: needs openssl)';
const BASIC = `Basic ${Buffer.from('ann:hunter2').toString('base64')}`;

let home: string;
let tls: TlsPair;
let registry: HostileRegistry;
let plain: HostileRegistry;
let proxy: TestProxy | undefined;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'registry-proxy-'));
  if (openssl) tls = makeCertificate(home, [`DNS:${NAME}`, 'DNS:registry-1.docker.io', 'DNS:mirror.example.test']);
  registry = await startHostile(openssl ? { tls } : {});
  plain = await startHostile();
});
beforeEach(() => {
  for (const one of [registry, plain]) one.reset();
});
afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
});
afterAll(async () => {
  await registry.close();
  await plain.close();
  rmSync(home, { recursive: true });
});

async function through(more: Partial<ProxyOptions> = {}): Promise<RegistryEnvironment> {
  const ways = Object.fromEntries(
    [NAME, 'registry-1.docker.io', 'mirror.example.test', 'other.example.test'].map((name) => [
      `${name}:443`,
      registry.port,
    ]),
  );
  proxy = await startProxy({ ways, ...more });
  return { caFile: join(home, 'ca.crt'), proxies: { https: `http://ann:hunter2@${proxy.host}` } };
}
const failure = async (attempt: Promise<unknown>) => {
  const { code, message, help } = (await attempt.catch((cause) => cause)) as Record<string, string>;
  expect(`${message} ${help}`).not.toMatch(SECRETS);
  return code;
};

describe.skipIf(!openssl)(`https through a proxy${why}`, () => {
  test('goes through one tunnel, kept; the proxy sees names and its own password, the registry sees its own', async () => {
    const environment = {
      ...(await through({ wants: BASIC })),
      ...dockerConfig({ auths: { [NAME]: { username: 'bob', password: 'other' } } }),
    };
    const digest = registry.image('app', '1', LAYERS);
    registry.play({ on: /./, times: 1, reply: status(401, { 'www-authenticate': 'Basic realm="x"' }) });
    expect((await read(`${NAME}/app:1`, { environment })).manifest).toBe(digest);
    expect(proxy?.asked).toEqual([{ line: `CONNECT ${NAME}:443`, proxyAuthorization: BASIC }]);
    expect(registry.requests.map(({ headers }) => headers['proxy-authorization'])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(registry.requests[1]?.headers.authorization).toBe(`Basic ${Buffer.from('bob:other').toString('base64')}`);
  });

  test("the certificate is checked against the registry's name, not the proxy's", async () => {
    const environment = await through();
    registry.image('app', '1', LAYERS);
    expect(await failure(read('other.example.test/app:1', { environment }))).toBe('registry/untrusted-certificate');
    const { proxies } = environment;
    expect(await failure(read(`${NAME}/app:1`, { environment: { ...(proxies && { proxies }) } }))).toBe(
      'registry/untrusted-certificate',
    );
    expect(registry.requests).toEqual([]);
  });

  test.each<[string, Partial<ProxyOptions>, string]>([
    ['wants a password', { wants: 'Basic x' }, 'registry/proxy-failed'],
    ['knows no such host', { ways: {} }, 'registry/proxy-failed'],
    ['is silent', { connectAnswer: '' }, 'registry/unreachable'],
    ['answers with a page', { connectAnswer: 'HTTP/1.1 200 OK\r\n\r\n<html>' }, 'registry/proxy-failed'],
    ['speaks something else', { connectAnswer: 'SSH-2.0-x\r\n' }, 'registry/proxy-failed'],
    [
      'has an endless head',
      { connectAnswer: `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(100_000)}` },
      'registry/proxy-failed',
    ],
  ])('a proxy that %s is told of, without its password', async (_, more, code) => {
    const environment = await through(more);
    const started = performance.now();
    expect(await failure(read(`${NAME}/app:1`, { environment, timing: { tries: 2, connectMs: 200 } }))).toBe(code);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('the wish to stop ends the wait for a tunnel', async () => {
    const environment = await through({ connectAnswer: '' });
    const control = new AbortController();
    setTimeout(() => control.abort(), 50);
    const started = performance.now();
    await expect(
      read(`${NAME}/app:1`, { environment, signal: control.signal, timing: { connectMs: 60_000 } }),
    ).rejects.toThrow('aborted');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('a redirect to a host in NO_PROXY, and this machine, are reached without it', async () => {
    const environment = await through();
    plain.image('app', '1', LAYERS);
    await read(`${plain.host}/app:1`, {
      environment: { ...environment, proxies: { ...environment.proxies, all: 'http://nowhere.invalid' } },
    });
    const none = { ...environment, proxies: { ...environment.proxies, none: 'example.test' } };
    expect(await failure(read(`${NAME}/app:1`, { environment: none, timing: { tries: 1 } }))).toBe(
      'registry/unreachable',
    );
    expect(proxy?.asked).toEqual([]);
  });

  test("Docker Hub's mirrors in daemon.json, and the Hub after them", async () => {
    const environment = await through();
    const path = join(directory, 'daemon.json');
    writeFileSync(path, '{"registry-mirrors":["https://mirror.example.test/"]}');
    registry.image('library/app', '1', LAYERS);
    await read('app:1', { environment: { ...environment, daemonFiles: [path] } });
    expect(proxy?.asked.map(({ line }) => line)).toEqual(['CONNECT mirror.example.test:443']);
    registry.play({ on: /./, times: 1, reply: status(500) });
    await read('app:1', { environment: { ...environment, daemonFiles: [path] } });
    expect(proxy?.asked.map(({ line }) => line).slice(1)).toEqual([
      'CONNECT mirror.example.test:443',
      'CONNECT registry-1.docker.io:443',
    ]);
    await read(`${NAME}/library/app:1`, { environment: { ...environment, daemonFiles: [path] } });
    expect(proxy?.asked.at(-1)?.line).toBe(`CONNECT ${NAME}:443`);
  });

  test('credentials go to a token server on another site when the user allows it', async () => {
    const environment = await through();
    registry.image('app', '1', LAYERS);
    const challenge = 'Bearer realm="https://mirror.example.test/token",service="s"';
    const wants = { on: /manifests/, times: 1, reply: status(401, { 'www-authenticate': challenge }) };
    const token = { on: /token/, reply: status(200, {}, '{"token":"t"}') };
    const auths = dockerConfig({
      auths: { [NAME]: { identitytoken: 'refresh-me' }, 'other.invalid': { username: 'x', password: 'y' } },
    });
    registry.play(wants, token);
    await read(`${NAME}/app:1`, {
      environment: { ...environment, ...auths, tokenServers: { [NAME]: ['mirror.example.test'] } },
    });
    expect(registry.requests[1]).toMatchObject({
      method: 'POST',
      body: expect.stringContaining('refresh_token=refresh-me'),
    });
  });
});

test('plain http goes through a proxy whole, with its password', async () => {
  proxy = await startProxy({ ways: { [NAME]: plain.port }, wants: BASIC });
  plain.image('app', '1', LAYERS);
  const environment = { proxies: { http: `ann:hunter2@${proxy.host}` } };
  const { openImageSource } = await import('../../src/io/open-source.ts');
  const { openOptions, SIGNAL } = await import('../kit/registry-reading.ts');
  const source = await openImageSource(`${NAME}/app:1`, { ...openOptions({ environment }), plainHttp: true });
  await source.root(SIGNAL);
  await source.close();
  expect(proxy.asked).toEqual([{ line: `GET http://${NAME}/v2/app/manifests/1`, proxyAuthorization: BASIC }]);
});

test.skipIf(!openssl)(`a client certificate is shown to its host alone${why}`, async () => {
  const own = makeCertificate(join(home, 'own'), ['IP:127.0.0.1']);
  const strict = await startHostile({ tls: { ...own, ca: own.cert } });
  try {
    strict.image('app', '1', LAYERS);
    strict.play({ on: /./, reply: (response) => void response.writeHead(isKnown(response.socket) ? 404 : 403).end() });
    const certs = join(directory, 'certs.d', strict.host);
    mkdirSync(certs, { recursive: true });
    const environment = { certificateDirectories: [join(directory, 'certs.d')] };
    writeFileSync(join(certs, 'ca.crt'), own.cert);
    expect(await failure(read(`${strict.host}/app:1`, { environment }))).toBe('registry/denied');
    writeFileSync(join(certs, 'client.cert'), own.cert);
    expect(await failure(read(`${strict.host}/app:1`, { environment }))).toBe('registry/no-client-certificate');
    writeFileSync(join(certs, 'client.key'), own.key);
    expect(await failure(read(`${strict.host}/app:1`, { environment }))).toBe('registry/not-found');
    execFileSync(
      'openssl',
      ['ec', '-in', join(home, 'own/key.pem'), '-aes128', '-passout', 'pass:x', '-out', join(certs, 'client.key')],
      { stdio: 'ignore' },
    );
    expect(await failure(read(`${strict.host}/app:1`, { environment }))).toBe('registry/no-client-certificate');
  } finally {
    await strict.close();
  }
});

function isKnown(socket: unknown): boolean {
  const peer = (socket as { getPeerCertificate?(): { subject?: unknown } } | null)?.getPeerCertificate?.();
  return peer?.subject !== undefined;
}
