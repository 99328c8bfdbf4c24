import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellFileOntoItself } from './shell-file-onto-itself.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellFileOntoItself, file(run)).map(([, text]) => text);

describe('shell-file-onto-itself', () => {
  it.each([
    { run: 'sort a > a', at: ['a'] },
    { run: 'cat a | sort > a', at: ['a'] },
    { run: '> a', at: ['> a'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['sort a > b', 'sort a >> a', 'echo a > a', ': > a', 'x > /dev/null', 'A=$(<b)'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'sort a > a', codes: ['SC2094'] },
    { run: 'cat a | sort > a', codes: ['SC2094'] },
    { run: '> a', codes: ['SC2188'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellFileOntoItself, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
