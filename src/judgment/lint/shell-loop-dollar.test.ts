import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellLoopDollar } from './shell-loop-dollar.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellLoopDollar, file(run)).map(([, text]) => text);

describe('shell-loop-dollar', () => {
  it.each([{ run: 'for $i in a b; do x; done', at: ['$'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['for i in $a; do x; done'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
