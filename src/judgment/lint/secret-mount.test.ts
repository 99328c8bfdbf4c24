import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { secretMount } from './secret-mount.ts';

const spots = (lines: string) => violations(secretMount, `FROM alpine\n${lines}`).map(([, text]) => text);

describe('secret-mount', () => {
  it.each([
    ['ARG NPM_TOKEN\nRUN npm config set token $NPM_TOKEN && echo $NPM_TOKEN', ['$NPM_TOKEN']],
    ['ARG GITHUB_TOKEN\nRUN git clone "https://x:$GITHUB_TOKEN@github.com/a/b"', ['$GITHUB_TOKEN']],
    ['ENV DB_PASSWORD=x\nRUN ./migrate --url=$DB_PASSWORD', ['$DB_PASSWORD']],
    ['RUN TOKEN=$(cat /run/secrets/t) && curl $TOKEN', []],
    ['ARG NPM_TOKEN\nRUN --mount=type=secret,id=x,env=NPM_TOKEN npm ci $NPM_TOKEN', []],
    ['ARG TOKEN_URL\nRUN curl $TOKEN_URL', []],
    ['ARG VERSION\nRUN curl $VERSION', []],
    ['ARG NPM_TOKEN\nRUN npm ci', []],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it('mounts it', () => {
    expect(fixed(secretMount, 'FROM x\nARG NPM_TOKEN\nRUN --network=none echo $NPM_TOKEN\n')).toBe(
      'FROM x\nARG NPM_TOKEN\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN --network=none echo $NPM_TOKEN\n',
    );
  });
});
