import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../options.ts';
import { registry } from '../registry.ts';
import { registryEnvironment } from './registry-environment.ts';
import type { Surroundings } from './surroundings.ts';

function environmentOf(environment: Record<string, string>, values: Partial<OptionValues> = {}, home?: string) {
  const stream = { isTerminal: false };
  const surroundings: Surroundings = {
    environment,
    directory: '/',
    temporaryDirectory: '/tmp',
    cores: 1,
    architecture: 'x64',
    now: new Date(0),
    stdout: stream,
    stderr: stream,
    stdin: () => process.stdin,
    ...(home !== undefined && { home }),
  };
  return registryEnvironment(values, surroundings);
}

describe('proxies', () => {
  it.each([
    [{}, {}],
    [
      { HTTPS_PROXY: 'a', HTTP_PROXY: 'b', ALL_PROXY: 'c', NO_PROXY: 'd' },
      { https: 'a', http: 'b', all: 'c', none: 'd' },
    ],
    [
      { https_proxy: 'a', http_proxy: 'b', all_proxy: 'c', no_proxy: 'd' },
      { https: 'a', http: 'b', all: 'c', none: 'd' },
    ],
    [{ https_proxy: 'a', HTTPS_PROXY: 'b' }, { https: 'a' }],
    [{ https_proxy: '', HTTPS_PROXY: 'b' }, { https: 'b' }],
    [{ HTTP_PROXY: 'a', REQUEST_METHOD: 'GET' }, {}],
    [{ http_proxy: 'a', REQUEST_METHOD: 'GET' }, { http: 'a' }],
  ])('%j', (environment, expected) => {
    expect(environmentOf(environment).proxies).toEqual(expected);
  });
});

it('names the files of the user before those of the machine, and one that was named before all', () => {
  expect(environmentOf({}, {}, '/h').registriesConf).toEqual({
    files: ['/h/.config/containers/registries.conf', '/etc/containers/registries.conf'],
    directories: ['/etc/containers/registries.conf.d', '/h/.config/containers/registries.conf.d'],
  });
  expect(environmentOf({ CONTAINERS_REGISTRIES_CONF: '/r' }, {}, '/h').registriesConf).toEqual({
    files: ['/r'],
    directories: [],
  });
  expect(environmentOf({}).daemonFiles).toEqual(['/etc/docker/daemon.json']);
});

it('files mirrors and token servers by registry, in their order', () => {
  const pairs = ['docker.io=a', 'index.docker.io=http://b/c=d', 'r.example:5000=e'].map(
    (text) => registry.mirror.parse(text)!,
  );
  const environment = environmentOf({}, { mirror: pairs, tokenServer: pairs.slice(2) });
  expect(environment.mirrors).toEqual({ 'docker.io': ['a', 'http://b/c=d'], 'r.example:5000': ['e'] });
  expect(environment.tokenServers).toEqual({ 'r.example:5000': ['e'] });
  expect(['a', '=a', 'a=', 'a/b=c', 'a b=c'].map((text) => registry.mirror.parse(text))).toEqual(
    Array(5).fill(undefined),
  );
});
