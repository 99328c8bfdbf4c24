import { expect, test } from 'vitest';
import { isLoopback, mayReceiveCredentials, refusalOf, registryUrl } from './origin.ts';

const url = (text: string) => new URL(text);

test.each([
  ['docker.io', false, 'https://registry-1.docker.io/'],
  ['registry.example.com:5000', false, 'https://registry.example.com:5000/'],
  ['registry.example.com:5000', true, 'http://registry.example.com:5000/'],
  ['localhost:5000', false, 'https://localhost:5000/'],
  ['[::1]:5000', true, 'http://[::1]:5000/'],
])('%s plain %s is %s: http is never chosen unasked', (registry, plain, expected) => {
  expect(registryUrl(registry, plain).href).toBe(expected);
});

test.each([
  ['https://localhost:5000', true],
  ['https://127.9.9.9', true],
  ['https://[::1]:5000', true],
  ['https://[::ffff:127.0.0.1]', true],
  ['https://0x7f.1', true],
  ['https://127.0.0.1.example.com', false],
  ['https://localhost.example.com', false],
  ['https://10.0.0.1', false],
])('%s is loopback: %s', (text, expected) => {
  expect(isLoopback(url(text))).toBe(expected);
});

test.each([
  ['https://a.example', 'https://cdn.example', undefined],
  ['http://a.example', 'https://cdn.example', undefined],
  ['http://a.example', 'http://cdn.example', undefined],
  ['https://a.example', 'http://cdn.example', 'which would leave https'],
  ['https://a.example', 'http://a.example', 'which would leave https'],
  ['https://a.example', 'ftp://a.example', 'which is neither http nor https'],
  ['https://a.example', 'file:///etc/passwd', 'which is neither http nor https'],
  ['http://a.example', 'http://169.254.169.254/latest', "which is an address of this machine's own"],
  ['https://a.example', 'https://[::ffff:169.254.169.254]/', "which is an address of this machine's own"],
  ['https://a.example', 'https://localhost/', "which is an address of this machine's own"],
  ['http://127.0.0.1:5000', 'http://localhost:5001', undefined],
  ['http://127.0.0.1:5000', 'http://169.254.169.254/', "which is an address of this machine's own"],
  ['http://169.254.1.1:5000', 'http://169.254.1.1:5001/', undefined],
])('%s → %s: %s', (from, to, expected) => {
  expect(refusalOf(url(from), url(to))).toBe(expected);
});

test.each([
  ['https://registry-1.docker.io', 'https://auth.docker.io/token', true],
  ['https://registry-1.docker.io', 'http://auth.docker.io/token', false],
  ['https://registry-1.docker.io', 'https://auth.docker.io.example.com/token', false],
  ['https://registry-1.docker.io', 'https://evildocker.io/token', false],
  ['https://registry.gitlab.com', 'https://gitlab.com/jwt/auth', true],
  ['https://ghcr.io', 'https://ghcr.io/token', true],
  ['https://ghcr.io', 'https://other.io/token', false],
  ['https://r.example.com:5000', 'https://r.example.com:5001/auth', true],
  ['http://r.example.com:5000', 'http://r.example.com:5001/auth', true],
  ['https://r.example.com', 'http://r.example.com/auth', false],
  ['https://registry.redhat.io', 'https://sso.redhat.com/token', true],
  ['https://mine.azurecr.io', 'https://other.azurecr.io/token', false],
  ['https://mine.co.uk', 'https://other.co.uk/token', false],
  ['https://a.mine.co.uk', 'https://b.mine.co.uk/token', true],
  ['https://10.0.0.1', 'https://11.0.0.1/token', false],
  ['http://127.0.0.1:5000', 'http://localhost:5001/token', false],
])('credentials of %s to %s: %s', (registry, realm, expected) => {
  expect(mayReceiveCredentials(url(registry), url(realm))).toBe(expected);
});
