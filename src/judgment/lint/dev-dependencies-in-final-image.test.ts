import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { devDependenciesInFinalImage } from './dev-dependencies-in-final-image.ts';

const RUNS = 'CMD ["app"]\n';
const spots = (lines: string) =>
  violations(devDependenciesInFinalImage, `FROM x\n${RUNS}${lines}`).map(([, text]) => text);

describe('dev-dependencies-in-final-image', () => {
  it.each([
    ['RUN npm ci', ['npm ci']],
    ['RUN cd /app && npm install', ['npm install']],
    ['RUN npm ci\nENV NODE_ENV=production', ['npm ci']],
    ['ENV NODE_ENV=production\nRUN npm ci --include=dev', ['npm ci --include=dev']],
    ['RUN yarn install --frozen-lockfile', ['yarn install --frozen-lockfile']],
    ['RUN yarn', ['yarn']],
    ['RUN pnpm i --frozen-lockfile', ['pnpm i --frozen-lockfile']],
    ['RUN composer install', ['composer install']],
    ['RUN bundle install', ['bundle install']],
    ['RUN poetry install', ['poetry install']],
    ['RUN uv sync --frozen', ['uv sync --frozen']],
    ['RUN pip install -r requirements-dev.txt', ['pip install -r requirements-dev.txt']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN npm ci --omit=dev',
    'RUN npm install --only=production',
    'RUN npm i -g pm2',
    'RUN npm install express',
    'ENV NODE_ENV=production\nRUN npm ci',
    'RUN NODE_ENV=production npm ci',
    'ARG NODE_ENV\nRUN npm ci',
    'RUN npm ci && npm run build && npm prune --omit=dev',
    'RUN yarn install --production',
    'RUN yarn install --immutable',
    'RUN yarn --version',
    'RUN pnpm install --prod',
    'RUN composer install --no-dev',
    'ENV BUNDLE_WITHOUT=development\nRUN bundle install',
    "RUN bundle config set --local without 'development test'\nRUN bundle install",
    'RUN poetry install --only main',
    'RUN uv sync --no-dev',
    'RUN pip install -r requirements.txt',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));

  it('leaves other stages and images that run nothing alone', () => {
    const rule = devDependenciesInFinalImage;
    expect(violations(rule, 'FROM node AS build\nRUN npm ci\nFROM x\nCOPY --from=build /d /d\nCMD ["x"]')).toEqual([]);
    expect(violations(rule, 'FROM node\nRUN npm ci')).toEqual([]);
    expect(violations(rule, 'FROM node\nRUN npm ci\nCMD ["bash"]')).toEqual([]);
    expect(violations(rule, 'FROM node AS base\nRUN npm ci\nFROM base\nCMD ["x"]')).toHaveLength(1);
  });

  it.each([
    ['RUN npm ci && x', 'RUN npm ci --omit=dev && x'],
    ['RUN yarn > log', 'RUN yarn --production > log'],
    ['RUN poetry install --no-root', 'RUN poetry install --no-root --only main'],
    ['RUN ["npm", "ci"]', 'RUN ["npm", "ci"]'],
    ['RUN npm ci --include=dev', 'RUN npm ci --include=dev'],
  ])('mends %j', (before, after) => {
    expect(fixed(devDependenciesInFinalImage, `FROM x\n${RUNS}${before}`)).toBe(`FROM x\n${RUNS}${after}`);
  });
});
