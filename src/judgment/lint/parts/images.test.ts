import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../formats/dockerfile/parse-dockerfile.ts';
import { accountFor, isRootless } from './accounts.ts';
import { chainOf, foreignBases, foundationOf, parseImageName } from './images.ts';
import { parsePlatform } from './platforms.ts';

const fileOf = (text: string) => parseDockerfile(Buffer.from(text), 'Dockerfile');

describe('parseImageName', () => {
  it.each([
    ['debian', { repository: 'debian' }],
    ['debian:12', { repository: 'debian', tag: '12' }],
    ['a/b/c', { repository: 'a/b/c' }],
    ['reg.io/a', { registry: 'reg.io', repository: 'a' }],
    ['localhost/a:', { registry: 'localhost', repository: 'a', tag: '' }],
    ['localhost:5000/a:1@sha256:0', { registry: 'localhost:5000', repository: 'a', tag: '1', digest: 'sha256:0' }],
    ['a@sha256:0/1', { repository: 'a', digest: 'sha256:0/1' }],
    [`\${A:-reg.io/b:1}`, { repository: `\${A:-reg.io/b:1}` }],
    [`\${A:-b}:\${T:-1}`, { repository: `\${A:-b}`, tag: `\${T:-1}` }],
    [`\${A`, { repository: `\${A` }],
    ['', { repository: '' }],
  ])('takes %j apart', (text, name) => {
    expect(parseImageName(text)).toEqual(name);
  });
});

describe('stages', () => {
  const file = fileOf('FROM a:1 AS x\nFROM x AS y\nFROM scratch\nFROM y\nFROM b\n');

  it('knows which bases come from elsewhere', () => {
    expect([...foreignBases(file)].map(({ stage }) => stage.index)).toEqual([0, 4]);
  });

  it('follows a stage down', () => {
    const stage = file.stages[3]!;
    expect(chainOf(file, stage).map(({ index }) => index)).toEqual([3, 1, 0]);
    expect(foundationOf(file, stage).image.value).toBe('a:1');
  });
});

describe('parsePlatform', () => {
  it.each([
    ['linux/arm64/v8', { os: 'linux', architecture: 'arm64' }],
    ['linux/x86_64', { os: 'linux', architecture: 'amd64' }],
    ['Windows', { os: 'windows', architecture: 'amd64' }],
    ['aarch64', { os: 'linux', architecture: 'arm64' }],
    ['local', undefined],
    ['linux/', undefined],
    ['a/b/c/d', undefined],
    ['', undefined],
  ])('reads %j', (text, platform) => {
    expect(parsePlatform(text)).toEqual(platform);
  });
});

describe('accounts', () => {
  it.each([
    ['debian:12', 'RUN groupadd', '10001:10001'],
    ['docker.io/library/python:3.12', 'RUN groupadd', '10001:10001'],
    ['registry.example.com/x:1-bookworm', 'RUN groupadd', '10001:10001'],
    ['golang:1.24-alpine3.21', 'RUN addgroup', '10001:10001'],
    ['node:22-alpine', undefined, '1000:1000'],
    ['gcr.io/distroless/static', undefined, '65532:65532'],
    ['scratch', undefined, '10001:10001'],
  ])('gives %s one', (image, create, user) => {
    const account = accountFor(parseImageName(image));
    expect(account?.user).toBe(user);
    expect(account?.create?.split(' ', 2).join(' ')).toBe(create);
  });

  it('does not guess', () => {
    expect(accountFor(parseImageName('registry.example.com/x:1'))).toBeUndefined();
  });

  it('knows images that are made for others than root', () => {
    const isMade = (image: string) => isRootless(parseImageName(image));
    expect(['gcr.io/distroless/base:nonroot', 'cgr.dev/chainguard/go', 'bitnami/redis:7'].every(isMade)).toBe(true);
    expect(['debian:12', 'a/bitnami:1', 'gcr.io/distroless/base'].some(isMade)).toBe(false);
  });
});
