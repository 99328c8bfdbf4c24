import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DaemonKind, daemonAddress } from './daemon-address.ts';

const at = (kind: DaemonKind, variables: Readonly<Record<string, string>>, dockerConfig = '/nonexistent') =>
  daemonAddress(kind, { dockerConfig, variables, home: '/nonexistent', runtimeDirectory: '/nonexistent' });

const tcp = (host: string, port: number, tls?: object) => ({ kind: 'tcp', host, port, ...(tls && { tls }) });

test.each<[Readonly<Record<string, string>>, unknown]>([
  [{ DOCKER_HOST: 'unix:///run/x.sock' }, { kind: 'socket', path: '/run/x.sock' }],
  [{ DOCKER_HOST: 'unix://' }, { kind: 'socket', path: '/var/run/docker.sock' }],
  [{ DOCKER_HOST: 'tcp://docker' }, tcp('docker', 2375)],
  [{ DOCKER_HOST: 'tcp://docker:1234' }, tcp('docker', 1234)],
  [{ DOCKER_HOST: 'tcp://docker:80/' }, tcp('docker', 80)],
  [{ DOCKER_HOST: 'tcp://[::1]:2375' }, tcp('::1', 2375)],
  [{ DOCKER_HOST: 'https://docker' }, tcp('docker', 2376, { verify: true })],
  [
    { DOCKER_HOST: 'tcp://docker', DOCKER_TLS_VERIFY: '1' },
    tcp('docker', 2376, { verify: true, directory: '/nonexistent' }),
  ],
  [
    { DOCKER_HOST: 'tcp://docker:9', DOCKER_TLS: '1', DOCKER_CERT_PATH: '/certs' },
    tcp('docker', 9, { verify: false, directory: '/certs' }),
  ],
  [{ DOCKER_HOST: 'tcp://docker', DOCKER_CERT_PATH: '/certs' }, tcp('docker', 2375)],
])('%j', async (variables, expected) => {
  expect(await at('docker', variables)).toEqual(expected);
});

test('Podman has a variable of its own', async () => {
  const both = { DOCKER_HOST: 'unix:///docker', CONTAINER_HOST: 'unix:///podman', DOCKER_TLS_VERIFY: '1' };
  expect(await at('podman', both)).toEqual({ kind: 'socket', path: '/podman' });
  expect(await at('podman', { ...both, CONTAINER_HOST: 'tcp://h:1' })).toEqual(tcp('h', 1));
});

test.each([
  'ssh://me@host',
  'ssh://me:secret@host',
  'npipe:////./pipe/docker_engine',
  'fd://',
  'docker',
  'tcp://h/path',
  'tcp://',
])('%s is told what to do', async (host) => {
  await expect(at('docker', { DOCKER_HOST: host })).rejects.toMatchObject({
    code: 'daemon/unsupported-address',
    message: expect.not.stringContaining('secret'),
    help: expect.arrayContaining([expect.stringMatching(/plimsoll scan -/)]),
  });
});

describe('contexts', () => {
  let directory: string;
  const idOf = (name: string) => createHash('sha256').update(name).digest('hex');
  const context = (name: string, docker: object) => {
    mkdirSync(join(directory, 'contexts/meta', idOf(name)), { recursive: true });
    writeFileSync(
      join(directory, 'contexts/meta', idOf(name), 'meta.json'),
      JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } }),
    );
  };
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'context-test-'));
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ currentContext: 'lab' }));
    context('lab', { Host: 'unix:///lab.sock', SkipTLSVerify: false });
    context('far', { Host: 'tcp://far', SkipTLSVerify: true });
    mkdirSync(join(directory, 'contexts/tls', idOf('far'), 'docker'), { recursive: true });
    context('shell', { Host: 'ssh://far' });
    context('broken', {});
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test('the current one, the one of DOCKER_CONTEXT, none when DOCKER_HOST is set', async () => {
    expect(await at('docker', {}, directory)).toEqual({ kind: 'socket', path: '/lab.sock' });
    expect(await at('docker', { DOCKER_CONTEXT: 'far' }, directory)).toEqual(
      tcp('far', 2376, { verify: false, directory: join(directory, 'contexts/tls', idOf('far'), 'docker') }),
    );
    const host = { DOCKER_CONTEXT: 'far', DOCKER_HOST: 'unix:///x' };
    expect(await at('docker', host, directory)).toEqual({ kind: 'socket', path: '/x' });
    await expect(at('docker', { DOCKER_CONTEXT: 'default' }, directory)).resolves.not.toMatchObject({
      path: '/lab.sock',
    });
  });

  test.each([
    ['none', 'daemon/no-context'],
    ['../../x', 'daemon/no-context'],
    ['broken', 'daemon/no-context'],
    ['shell', 'daemon/unsupported-address'],
  ])('%s: %s', async (name, code) => {
    await expect(at('docker', { DOCKER_CONTEXT: name }, directory)).rejects.toMatchObject({ code });
  });
});
