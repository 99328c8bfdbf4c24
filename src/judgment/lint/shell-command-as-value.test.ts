import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellCommandAsValue } from './shell-command-as-value.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellCommandAsValue, file(run)).map(([, text]) => text);

describe('shell-command-as-value', () => {
  it.each([
    { run: 'x=date', at: ['x=date'] },
    { run: 'X=pwd; y "$X"', at: ['X=pwd'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x=$(date)', 'x="date"', 'x=a'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
