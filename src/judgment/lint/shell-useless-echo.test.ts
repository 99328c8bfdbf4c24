import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellUselessEcho } from './shell-useless-echo.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellUselessEcho, file(run)).map(([, text]) => text);

describe('shell-useless-echo', () => {
  it.each([
    { run: 'x $(echo a)', at: ['$(echo a)'] },
    { run: 'echo $(x)', at: ['echo $(x)'] },
    { run: 'echo "`x`"', at: ['echo "`x`"'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['echo "a $(x)"', 'x "$(echo *)"', 'x "$(echo -n a)"', 'x "$(echo a | y)"'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'x $(echo a)', codes: ['SC2116'] },
    { run: 'echo $(x)', codes: ['SC2005'] },
    { run: 'echo "`x`"', codes: ['SC2005'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellUselessEcho, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
