import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HostileRegistry, type Reply, startHostile } from '../kit/hostile-registry.ts';
import { filed, read, SECRETS } from '../kit/registry-reading.ts';
import { drip, endless, halfClosed, silence, status } from '../kit/registry-replies.ts';

/*
 * Nothing that a registry does keeps us for ever, nor makes us take more than we asked for. The clocks are set short here; each case
 * says how many bytes may have been taken from the server and within how many ms it must have ended.
 */
const MANIFEST = /manifests/;
const BLOB = /blobs/;
const TOKEN = /token/;
const LAYERS = [randomBytes(100_000)];
const TIMING = {
  tries: 3,
  firstDelayMs: 5,
  maxDelayMs: 100,
  connectMs: 300,
  idleMs: 200,
  paceMs: 400,
  leastBytesPerSecond: 1024,
};
const MiB = 1 << 20;

let registry: HostileRegistry;
beforeAll(async () => {
  registry = await startHostile();
});
beforeEach(() => {
  registry.reset();
  registry.image('app', '1', LAYERS);
});
afterAll(() => registry.close());

async function failure(host: string, timing: object = {}) {
  const started = performance.now();
  const cause = await read(`${host}/app:1`, { environment: filed(host), timing: { ...TIMING, ...timing } }).then(
    () => ({ code: 'read', message: '', help: [] }),
    (thrown) => thrown as { code: string; message: string; help: readonly string[] },
  );
  const text = `${cause.message} ${cause.help}`;
  expect(text).not.toMatch(SECRETS);
  return { code: cause.code, text, ms: performance.now() - started };
}
const later = (headers: Readonly<Record<string, string>>, code = 429) => status(code, headers);
const headOf =
  (bytes: number): Reply =>
  (response) => {
    response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(bytes)}`);
  };
const drippingHead: Reply = (response) => {
  const timer = setInterval(() => response.socket?.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 20);
  response.on('close', () => clearInterval(timer));
};

test.each<[string, RegExp, Reply, string, { requests: number; bytes: number; ms: number }]>([
  ['an endless manifest', MANIFEST, endless(), 'registry/too-large', { requests: 1, bytes: 24 * MiB, ms: 3000 }],
  [
    'a token of 5 GiB',
    TOKEN,
    endless({ 'content-length': String(5 * 2 ** 30) }),
    'registry/bad-answer',
    { requests: 2, bytes: 24 * MiB, ms: 3000 },
  ],
  ['an endless blob', BLOB, endless(), 'registry/wrong-size', { requests: 2, bytes: 24 * MiB, ms: 3000 }],
  [
    'an endless page instead of an answer',
    MANIFEST,
    endless({}, 500),
    'registry/unavailable',
    { requests: 3, bytes: 24 * MiB, ms: 3000 },
  ],
  ['a manifest of 50 bytes a second', MANIFEST, drip(20), 'registry/too-slow', { requests: 1, bytes: MiB, ms: 2000 }],
  ['a token of 50 bytes a second', TOKEN, drip(20), 'registry/too-slow', { requests: 2, bytes: MiB, ms: 2000 }],
  [
    'a blob of 50 bytes a second',
    BLOB,
    drip(20, { 'content-length': '100000' }),
    'registry/too-slow',
    { requests: 2, bytes: MiB, ms: 2000 },
  ],
  [
    'a manifest of which nothing comes',
    MANIFEST,
    silence,
    'registry/unreachable',
    { requests: 3, bytes: MiB, ms: 3000 },
  ],
  [
    'a manifest whose body stops',
    MANIFEST,
    (response) => void response.writeHead(200).write('{'),
    'registry/interrupted',
    { requests: 1, bytes: MiB, ms: 3000 },
  ],
  [
    'a blob whose body stops',
    BLOB,
    (response) => void response.writeHead(200, { 'content-length': '100000' }).write('x'),
    'registry/interrupted',
    { requests: 5, bytes: MiB, ms: 3000 },
  ],
  [
    'a blob, half closed',
    BLOB,
    halfClosed(LAYERS[0]!, 10),
    'registry/interrupted',
    { requests: 5, bytes: MiB, ms: 3000 },
  ],
  ['an endless head', MANIFEST, headOf(MiB), 'registry/unreachable', { requests: 1, bytes: 2 * MiB, ms: 3000 }],
  ['a head that never ends', MANIFEST, drippingHead, 'registry/unreachable', { requests: 3, bytes: MiB, ms: 3000 }],
  [
    'a manifest under an encoding',
    MANIFEST,
    status(200, { 'content-encoding': 'gzip' }, randomBytes(1000)),
    'registry/bad-answer',
    { requests: 1, bytes: MiB, ms: 1000 },
  ],
  [
    'a blob under an encoding',
    BLOB,
    status(200, { 'content-encoding': 'br' }, randomBytes(1000)),
    'registry/bad-answer',
    { requests: 2, bytes: MiB, ms: 1000 },
  ],
  ['429 without a word', MANIFEST, later({}), 'registry/unavailable', { requests: 3, bytes: MiB, ms: 1000 }],
  [
    '429 until next year',
    MANIFEST,
    later({ 'retry-after': '31536000' }),
    'registry/unavailable',
    { requests: 3, bytes: MiB, ms: 1000 },
  ],
  [
    '429 for more than a number holds',
    MANIFEST,
    later({ 'retry-after': '9'.repeat(60) }),
    'registry/unavailable',
    { requests: 3, bytes: MiB, ms: 1000 },
  ],
  [
    '429 until yesterday',
    MANIFEST,
    later({ 'retry-after': 'Mon, 01 Jan 2024 00:00:00 GMT' }),
    'registry/unavailable',
    { requests: 3, bytes: MiB, ms: 1000 },
  ],
  [
    '429 until a far date',
    MANIFEST,
    later({ 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }),
    'registry/unavailable',
    { requests: 3, bytes: MiB, ms: 1000 },
  ],
  [
    '429 for less than nothing',
    MANIFEST,
    later({ 'retry-after': '-5' }),
    'registry/unavailable',
    { requests: 3, bytes: MiB, ms: 1000 },
  ],
  [
    '503 with garbage',
    MANIFEST,
    later({ 'retry-after': 'soon;,' }, 503),
    'registry/unavailable',
    { requests: 3, bytes: MiB, ms: 1000 },
  ],
  [
    '429 of a blob',
    BLOB,
    later({ 'retry-after': '31536000' }),
    'registry/unavailable',
    { requests: 4, bytes: MiB, ms: 1000 },
  ],
])('%s ends', async (_, on, reply, code, most) => {
  if (on === TOKEN) {
    const challenge = { 'www-authenticate': `Bearer realm="${registry.origin}/token",service="s"` };
    registry.play({ on: MANIFEST, reply: status(401, challenge) });
  }
  registry.play({ on, reply });
  const before = registry.bytesSent;
  const told = await failure(registry.host);
  expect(told).toMatchObject({ code });
  expect(told.ms).toBeLessThan(most.ms);
  expect(registry.requests.length).toBe(most.requests);
  expect(registry.bytesSent - before).toBeLessThan(most.bytes);
});

test('an encoding that is not undone is named', async () => {
  registry.play({ on: MANIFEST, reply: status(200, { 'content-encoding': 'gzip' }) });
  expect((await failure(registry.host)).text).toContain('Content-Encoding gzip, which is not undone');
});

/** Servers below HTTP: TLS that never goes on, TLS that is none, an end without a word. */
test.each<[string, (socket: Socket) => void, string, number]>([
  ['TLS is stalled', () => undefined, 'registry/unreachable', 3000],
  [
    'it speaks something else',
    (socket) => void socket.write('220 smtp.example ESMTP\r\n'),
    'registry/unreachable',
    3000,
  ],
  ['it ends its side at once', (socket) => void socket.end(), 'registry/unreachable', 3000],
])('%s', async (_, behave, code, ms) => {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    const told = await failure(`127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    expect(told).toMatchObject({ code });
    expect(told.ms).toBeLessThan(ms);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});
