import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { npmPinVersions } from './npm-pin-versions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(npmPinVersions, file(run)).map(([, text]) => text);

describe('npm-pin-versions', () => {
  it.each([
    'npm install',
    'npm ci',
    'npm install a@1',
    'npm install @a/b@1',
    'npm install --production --omit dev',
    'npm install .',
    'npm install ./a ../b /c ~/d e.tgz',
    'npm install git+https://x#v1 a/b#v1',
    'npm --prefix x install',
    'npm install -g a@$V',
    'npm run install a',
    'npm install --registry https://x a@1',
    'npx a',
    'yarn add a',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'npm install a', at: ['a'] },
    { run: 'npm install -g a b@1', at: ['a'] },
    { run: 'npm i -g a', at: ['a'] },
    { run: 'npm install @a/b', at: ['@a/b'] },
    { run: 'npm install git+https://x', at: ['git+https://x'] },
    { run: 'npm install https://x/y', at: ['https://x/y'] },
    { run: 'npm install $X', at: ['$X'] },
    { run: 'npm --loglevel warn install -g a', at: ['a'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });
});
