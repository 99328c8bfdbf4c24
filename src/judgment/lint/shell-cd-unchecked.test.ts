import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellCdUnchecked } from './shell-cd-unchecked.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellCdUnchecked, file(run)).map(([, text]) => text);

describe('shell-cd-unchecked', () => {
  it.each([
    { run: 'cd a; b', at: ['cd a'] },
    { run: 'cd a', at: ['cd a'] },
    { run: '(cd a; b)', at: ['cd a'] },
    { run: '! cd a', at: ['cd a'] },
    { run: 'pushd a', at: ['pushd a'] },
    { run: 'x; cd a & y', at: ['cd a'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'cd a && b',
    'cd a || exit 1',
    'if cd a; then b; fi',
    'set -e; cd a; b',
    'cd /; a',
    'cd ..; a',
    'cd a && b; c',
    'FROM a\nRUN ["cd", "a"]',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([{ before: 'cd a; b', after: 'cd a || exit 1; b' }])('mends $before', ({ before, after }) => {
    expect(fixed(shellCdUnchecked, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['! cd a; b'])('leaves %j to its author', (run) => {
    expect(fixed(shellCdUnchecked, file(run))).toBe(file(run));
  });
});
