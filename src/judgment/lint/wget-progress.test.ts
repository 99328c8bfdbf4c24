import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { wgetProgress } from './wget-progress.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM debian:12\nRUN ${run}\n`);
const found = (run: string) => violations(wgetProgress, file(run)).map(([, text]) => text);

describe('wget-progress', () => {
  it.each([
    'wget -q a',
    'wget -nv a',
    'wget -nvO a b',
    'wget --no-verbose a',
    'wget --progress=dot:giga a',
    'wget -qO- a',
    'wget -o log a',
    'wget --append-output=log a',
    'wget2 a',
    'apt-get install wget',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'wget a', at: ['wget'] },
    { run: 'wget -O a b | tar x', at: ['wget'] },
    { run: 'wget --show-progress a', at: ['wget'] },
    { run: '["wget", "a"]', at: ['"wget"'] },
    { run: 'wget a; wget -q b; wget c', at: ['wget', 'wget'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    { before: 'wget -O a b', after: 'wget --progress=dot:giga -O a b' },
    { before: '["wget", "a"]', after: '["wget", "--progress=dot:giga", "a"]' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(wgetProgress, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
