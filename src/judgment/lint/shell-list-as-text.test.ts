import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellListAsText } from './shell-list-as-text.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellListAsText, file(run)).map(([, text]) => text);

describe('shell-list-as-text', () => {
  it.each([
    { run: 'x "a $@"', at: ['$@'] },
    { run: 'A="$@"', at: ['$@'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x "$@"', 'x "a $*"', 'for i in "$@"; do x; done'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'x "a $@"', codes: ['SC2145'] },
    { run: 'A="$@"', codes: ['SC2124'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellListAsText, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
