import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellBackticks } from './shell-backticks.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellBackticks, file(run)).map(([, text]) => text);

describe('shell-backticks', () => {
  it.each([
    { run: 'x "`y`"', at: ['`y`'] },
    { run: 'A=`x`', at: ['`x`'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x "$(y)"', "x '`y`'"])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([{ before: 'A=`x y`', after: 'A=$(x y)' }])('mends $before', ({ before, after }) => {
    expect(fixed(shellBackticks, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });

  it.each(['A=`x "\\`y\\`"`'])('leaves %j to its author', (run) => {
    expect(fixed(shellBackticks, file(run))).toBe(file(run));
  });
});
