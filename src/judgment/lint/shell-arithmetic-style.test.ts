import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
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

  it.each([
    { run: 'x "$(($A + 1))"', codes: ['SC2004'] },
    { run: 'x $[1+2]', codes: ['SC2007'] },
    { run: 'expr 1 + 2', codes: ['SC2003'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellArithmeticStyle, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
