import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { packageCacheLeft } from './package-cache-left.ts';

const spots = (lines: string) => violations(packageCacheLeft, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('package-cache-left', () => {
  it.each([
    ['RUN npm ci --omit=dev', ['npm ci --omit=dev']],
    ['RUN npm i a\nRUN npm cache clean --force', ['npm i a']],
    ['RUN npm ci && npm run build && npm i b', ['npm ci']],
    ['RUN cargo install x', ['cargo install x']],
    ['RUN go mod download && go build', ['go mod download']],
    ['RUN composer install --no-dev', ['composer install --no-dev']],
    ['RUN conda install -y numpy', ['conda install -y numpy']],
    ['RUN mvn -B package', ['mvn -B package']],
    ['RUN poetry install', ['poetry install']],
    ['RUN uv pip install x', ['uv pip install x']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'RUN npm ci && npm cache clean --force',
    'RUN npm ci && rm -rf ~/.npm',
    'RUN npm ci && rm -rf /root/.cache /root/.npm/_cacache',
    'RUN --mount=type=cache,target=/root/.npm npm ci',
    'ENV npm_config_cache=/tmp\nRUN npm ci',
    'RUN npm run build && npm start',
    'RUN go build && go clean -cache -modcache',
    'RUN GOCACHE=/tmp/c go build',
    'RUN go version && go mod tidy',
    'RUN cargo install x && rm -rf "$CARGO_HOME/registry"',
    'RUN conda install numpy && conda clean -afy',
    'RUN composer install && composer clear-cache',
    'RUN uv sync --no-cache',
    'ENV UV_NO_CACHE=1\nRUN uv sync',
    'RUN pip install x && yarn install',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));

  it('leaves stages alone that the image does not hold', () => {
    expect(violations(packageCacheLeft, 'FROM node AS build\nRUN npm ci\nFROM x\nCOPY --from=build /d /d')).toEqual([]);
  });

  it.each([
    ['RUN npm ci', 'RUN npm ci && npm cache clean --force'],
    ['RUN a \\\n && go build \\\n && b', 'RUN a \\\n && go build \\\n && b \\\n && go clean -cache -modcache'],
    ['RUN mvn package', 'RUN mvn package && rm -rf ~/.m2'],
    ['RUN uv sync', 'RUN uv sync && uv cache clean'],
    ['RUN npm ci || true', 'RUN npm ci || true'],
  ])('mends %j', (before, after) => expect(fixed(packageCacheLeft, `FROM x\n${before}`)).toBe(`FROM x\n${after}`));
});
