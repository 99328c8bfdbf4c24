import { expect, test } from 'vitest';
import type { DaemonKind } from './daemon-address.ts';
import { unreachable } from './daemon-error.ts';

const SOCKET = { kind: 'socket', path: '/run/x.sock' } as const;

test.each<[DaemonKind, string, string, RegExp]>([
  ['docker', 'EACCES', 'daemon/denied', /group docker/],
  ['podman', 'EACCES', 'daemon/denied', /podman\.socket/],
  ['docker', 'ENOENT', 'daemon/not-running', /DOCKER_HOST/],
  ['podman', 'ECONNREFUSED', 'daemon/not-running', /podman\.socket/],
  ['docker', 'ETIMEDOUT', 'daemon/unreachable', /archive:\/\//],
  ['docker', 'EPROTO', 'daemon/unreachable', /archive:\/\//],
  ['docker', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'daemon/untrusted-certificate', /DOCKER_CERT_PATH/],
])('%s, %s: %s, and what to do', (kind, system, code, help) => {
  const error = unreachable(kind, SOCKET, Object.assign(new Error('x'), { code: system }));
  expect(error.code).toBe(code);
  expect(error.message).toContain('unix:///run/x.sock');
  expect(error.help.join('\n')).toMatch(help);
  expect(error.help.length).toBeLessThanOrEqual(2);
});

test('an answer that is no HTTP', () => {
  const cause = Object.assign(new Error('x'), { code: 'HPE_INVALID_CONSTANT' });
  expect(unreachable('docker', SOCKET, cause).code).toBe('daemon/bad-answer');
});
