import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { chownLayer } from './chown-layer.ts';

const spots = (lines: string) => violations(chownLayer, `FROM x\n${lines}`).map(([, text]) => text);

describe('chown-layer', () => {
  it.each([
    ['COPY . /app\nRUN chown -R app:app /app', ['chown -R app:app /app']],
    ['WORKDIR /app\nCOPY . .\nRUN npm ci && chown -R node .', ['chown -R node .']],
    ['WORKDIR /srv\nWORKDIR app\nCOPY a b/\nRUN chown -R 1000 /srv/app/b', ['chown -R 1000 /srv/app/b']],
    ['COPY start.sh /start.sh\nRUN chmod +x /start.sh && chown app /start.sh', ['chown app /start.sh']],
  ])('%j', (lines, expected) => expect(spots(lines)).toEqual(expected));

  it.each([
    'COPY --chown=app . /app\nRUN chown -R app /app',
    'COPY . /app\nRUN chown -R app /data',
    'COPY . /application\nRUN chown -R app /app',
    'RUN chown -R app /app\nCOPY . /app',
    'COPY . .\nRUN chown -R app /',
    'COPY . $DIR\nRUN chown -R app $DIR',
    'COPY . .\nRUN chown -R app .',
  ])('says nothing about %j', (lines) => expect(spots(lines)).toEqual([]));

  it.each([
    [
      'FROM x\nWORKDIR /app\nCOPY a .\nCOPY --from=y b ./b\nRUN chown -R app:app /app\nUSER app\n',
      'FROM x\nWORKDIR /app\nCOPY --chown=app:app a .\nCOPY --chown=app:app --from=y b ./b\nUSER app\n',
    ],
    [
      'FROM x\nCOPY . /app\nRUN npm ci\nRUN chown -R a /app\n',
      'FROM x\nCOPY . /app\nRUN npm ci\nRUN chown -R a /app\n',
    ],
    ['FROM x\nCOPY . /app\nRUN useradd a && chown a /app\n', 'FROM x\nCOPY . /app\nRUN useradd a && chown a /app\n'],
  ])('mends %j', (before, after) => expect(fixed(chownLayer, before)).toBe(after));
});
