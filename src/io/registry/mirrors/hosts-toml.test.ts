import { expect, test } from 'vitest';
import { originPlace, type Place } from '../place.ts';
import { parseHostsToml } from './hosts-toml.ts';
import { parseToml } from './toml-file.ts';

const told = ({ kind, host, url, takes, namespace, insecure, authorities, clientCertificate }: Place) =>
  JSON.parse(JSON.stringify({ kind, host, url: url.href, takes, namespace, insecure, authorities, clientCertificate }));
const ORIGIN = { kind: 'origin', host: 'docker.io', url: 'https://registry-1.docker.io/v2/', takes: 'all' };
const mirror = (more: object) => ({ kind: 'mirror', host: 'm.example', takes: 'all', namespace: 'docker.io', ...more });

async function read(text: string) {
  const own = originPlace('docker.io', 'library/a', false);
  const { mirrors, server } = parseHostsToml(await parseToml(text, '/c/hosts.toml'), '/c/hosts.toml', own);
  return [...mirrors, server].map(told);
}

test.each([
  ['', [ORIGIN]],
  ['server = "https://registry-1.docker.io"', [ORIGIN]],
  [
    'server = "https://other.example/x"',
    [{ kind: 'origin', host: 'other.example', url: 'https://other.example/x/v2/', takes: 'all' }],
  ],
  ['[host."https://m.example"]', [mirror({ url: 'https://m.example/v2/' }), ORIGIN]],
  ['[host."m.example/p/"]', [mirror({ url: 'https://m.example/p/v2/' }), ORIGIN]],
  ['[host."http://m.example/p/v2"]', [mirror({ url: 'http://m.example/p/v2/' }), ORIGIN]],
  ['[host."https://m.example/p"]\noverride_path = true', [mirror({ url: 'https://m.example/p/' }), ORIGIN]],
  ['[host."https://m.example"]\ncapabilities = ["push"]', [ORIGIN]],
  [
    '[host."https://m.example"]\ncapabilities = ["pull"]',
    [mirror({ url: 'https://m.example/v2/', takes: 'digests' }), ORIGIN],
  ],
  [
    '[host."https://m.example"]\ncapabilities = ["resolve"]',
    [mirror({ url: 'https://m.example/v2/', takes: 'tags' }), ORIGIN],
  ],
  [
    '[host."https://m.example"]\nca = "ca.crt"\nclient = [["c.cert", "/k.key"]]\nskip_verify = true',
    [
      mirror({
        url: 'https://m.example/v2/',
        insecure: true,
        authorities: ['/c/ca.crt'],
        clientCertificate: { certificate: '/c/c.cert', key: '/k.key' },
      }),
      ORIGIN,
    ],
  ],
  [
    'ca = ["a", "b"]\nclient = "both.pem"',
    [
      {
        ...ORIGIN,
        authorities: ['/c/a', '/c/b'],
        clientCertificate: { certificate: '/c/both.pem', key: '/c/both.pem' },
      },
    ],
  ],
  [
    '[host."https://b.example"]\n[host."https://a.example"]',
    [
      mirror({ host: 'b.example', url: 'https://b.example/v2/' }),
      mirror({ host: 'a.example', url: 'https://a.example/v2/' }),
      ORIGIN,
    ],
  ],
])('%s', async (text, expected) => {
  expect(await read(text)).toEqual(expected);
});

test.each(['[host."https://ann:hunter2@m.example"]', '[host."ftp://m"]', '[host."https://"]', 'server = "a b"', '= x'])(
  '%s is refused without its words',
  async (text) => {
    const failed = read(text);
    await expect(failed).rejects.toMatchObject({ code: 'registry/bad-configuration' });
    await expect(failed).rejects.toThrow(expect.not.stringContaining('hunter2'));
  },
);
