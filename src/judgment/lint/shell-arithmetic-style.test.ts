import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellArithmeticStyle } from './shell-arithmetic-style.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellArithmeticStyle, file(run)).map(([, text]) => text);

describe('shell-arithmetic-style', () => {
  it.each([
    { run: 'x "$(($A + 1))"', at: ['$A'] },
    { run: 'x $[1+2]', at: ['$['] },
    { run: 'expr 1 + 2', at: ['expr'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x "$((A + 1))"', 'x "$(($1 + ${#A}))"', 'expr "$a" : b'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
