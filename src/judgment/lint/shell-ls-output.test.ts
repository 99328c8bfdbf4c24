import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellLsOutput } from './shell-ls-output.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellLsOutput, file(run)).map(([, text]) => text);

describe('shell-ls-output', () => {
  it.each([
    { run: 'ls | grep a', at: ['ls'] },
    { run: 'ls -t | head -1', at: ['ls'] },
    { run: 'ls | xargs rm', at: ['ls'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['ls', 'x | ls'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'ls | grep a', codes: ['SC2010'] },
    { run: 'ls -t | head -1', codes: ['SC2012'] },
    { run: 'ls | xargs rm', codes: ['SC2011'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellLsOutput, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
