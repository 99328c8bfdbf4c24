import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellPatternInValue } from './shell-pattern-in-value.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellPatternInValue, file(run)).map(([, text]) => text);

describe('shell-pattern-in-value', () => {
  it.each([
    { run: 'A=*.x', at: ['A=*.x'] },
    { run: 'A={a,b}', at: ['A={a,b}'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['A="*.x"', 'A=b x *'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
