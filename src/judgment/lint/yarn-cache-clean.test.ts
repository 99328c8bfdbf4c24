import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { yarnCacheClean } from './yarn-cache-clean.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM node:22\nRUN ${run}\n`);
const found = (run: string) => violations(yarnCacheClean, file(run)).map(([, text]) => text);

describe('yarn-cache-clean', () => {
  it.each([
    'yarn install && yarn cache clean',
    'yarn',
    'yarn build',
    '--mount=type=cache,target=/usr/local/share/.cache/yarn yarn install',
    'yarn install && rm -rf /usr/local/share/.cache',
    'FROM a AS b\nRUN yarn install\nFROM c\n',
    'FROM debian:12\nENV YARN_CACHE_FOLDER=/x\nRUN --mount=type=cache,target=/x yarn install\n',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'yarn install', at: ['yarn install'] },
    { run: 'yarn cache clean; yarn --cwd x install', at: ['yarn --cwd x install'] },
    { run: 'FROM a AS b\nRUN yarn install\nFROM b\n', at: ['yarn install'] },
    { run: '--mount=type=cache,target=/x yarn install', at: ['yarn install'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    {
      before: 'yarn install --frozen-lockfile && yarn build',
      after: 'yarn install --frozen-lockfile && yarn build && yarn cache clean',
    },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(yarnCacheClean, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['yarn install; yarn build'])('leaves %j to its author', (run) => {
    expect(found(run)).not.toEqual([]);
    expect(fixed(yarnCacheClean, file(run))).toBe(file(run));
  });
});
