import { expect, test } from 'vitest';
import { isExempt, proxyFor } from './proxy.ts';

test.each([
  ['*', 'https://a.example', true],
  ['', 'https://a.example', false],
  ['a.example', 'https://a.example', true],
  ['a.example', 'https://b.a.example', true],
  ['.a.example', 'https://b.a.example', true],
  ['*.a.example', 'https://b.a.example', true],
  ['a.example', 'https://ba.example', false],
  ['A.Example.', 'https://a.example', true],
  ['b.example, a.example', 'https://a.example', true],
  ['b.example a.example', 'https://a.example', true],
  ['a.example:5000', 'https://a.example:5000', true],
  ['a.example:5000', 'https://a.example', false],
  ['a.example:443', 'https://a.example', true],
  ['a.example:80', 'http://a.example', true],
  ['10.0.0.0/8', 'https://10.1.2.3', true],
  ['10.0.0.0/8', 'https://11.1.2.3', false],
  ['10.0.0.0/8', 'https://10.example', false],
  ['10.0.0.0/99', 'https://10.1.2.3', false],
  ['10.0.0.0/', 'https://10.1.2.3', false],
  ['fd00::/8', 'https://[fd12::1]', true],
  ['10.1.2.3', 'https://10.1.2.3', true],
  ['1.2.3', 'https://10.1.2.3', false],
  ['[fd00::1]:5000', 'https://[fd00:0::1]:5000', true],
  ['[fd00::1]:5000', 'https://[fd00::1]', false],
  ['example', 'https://a.example', true],
  [':', 'https://a.example', false],
])('NO_PROXY=%s and %s: %s', (list, url, expected) => {
  expect(isExempt(new URL(url), list)).toBe(expected);
});

test.each([
  ['https://a.example', { https: 'http://p:3128' }, 'http://p:3128/'],
  ['https://a.example', { http: 'http://p:3128' }, undefined],
  ['http://a.example', { http: 'p:3128' }, 'http://p:3128/'],
  ['http://a.example', { all: 'https://p' }, 'https://p/'],
  ['https://a.example', { https: 'http://p', all: 'http://q' }, 'http://p/'],
  ['https://a.example', { https: 'http://p', none: 'example' }, undefined],
  ['https://localhost', { https: 'http://p' }, undefined],
  ['https://127.0.0.2:5000', { all: 'http://p' }, undefined],
  ['https://[::1]', { all: 'http://p' }, undefined],
  ['https://10.0.0.1', { all: 'http://p' }, 'http://p/'],
])('%s with %j goes through %s', (url, settings, expected) => {
  expect(proxyFor(new URL(url), settings)?.url.href).toBe(expected);
});

test('the user of a proxy is taken out of its address, and stands in no error', () => {
  const proxy = proxyFor(new URL('https://a.example'), { https: 'http://an%40n:hunter%3A2@p:3128/' });
  expect(proxy?.url.href).toBe('http://p:3128/');
  expect(proxy?.authorization).toBe(`Basic ${Buffer.from('an@n:hunter:2').toString('base64')}`);
  for (const https of ['socks5://ann:hunter2@p', 'http://ann:hunter2@', 'ann:hunter2@p:x', 'http://%zz:hunter2@p']) {
    const attempt = () => proxyFor(new URL('https://a.example'), { https });
    expect(attempt).toThrow(expect.objectContaining({ code: 'registry/bad-proxy' }));
    expect(attempt).toThrow(expect.not.stringContaining('hunter2'));
  }
});
