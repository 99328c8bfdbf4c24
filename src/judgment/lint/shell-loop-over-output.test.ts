import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellLoopOverOutput } from './shell-loop-over-output.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellLoopOverOutput, file(run)).map(([, text]) => text);

describe('shell-loop-over-output', () => {
  it.each([
    { run: 'for f in $(find . -name x); do y; done', at: ['$(find . -name x)'] },
    { run: 'for f in `ls`; do y; done', at: ['`ls`'] },
    { run: 'for l in $(cat x); do y; done', at: ['$(cat x)'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['for f in *; do x; done', 'for f in $(cat x | y); do z; done', 'for f in $(x); do z; done'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: 'for f in $(find . -name x); do y; done', codes: ['SC2044'] },
    { run: 'for f in `ls`; do y; done', codes: ['SC2045'] },
    { run: 'for l in $(cat x); do y; done', codes: ['SC2013'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellLoopOverOutput, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
