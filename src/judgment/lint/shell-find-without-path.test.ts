import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellFindWithoutPath } from './shell-find-without-path.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellFindWithoutPath, file(run)).map(([, text]) => text);

describe('shell-find-without-path', () => {
  it.each([
    { run: 'find -name a', at: ['find'] },
    { run: 'find -L -type f', at: ['find'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['find . -name a', 'find "$A" -name b', 'find a'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { before: 'find -name a', after: 'find . -name a' },
    { before: 'find -L -type f', after: 'find -L . -type f' },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(shellFindWithoutPath, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
