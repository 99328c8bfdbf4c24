import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellFindActions } from './shell-find-actions.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellFindActions, file(run)).map(([, text]) => text);

describe('shell-find-actions', () => {
  it.each([
    { run: "find . -exec sh -c 'x {}' \\;", at: ["'x {}'"] },
    { run: 'find . -name a -o -name b -delete', at: ['-o'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'find . -exec sh -c \'x "$1"\' _ {} \\;',
    'find . \\( -name a -o -name b \\) -delete',
    'find . -name a -o -name b',
    'find . -name a -delete',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: "find . -exec sh -c 'x {}' \\;", codes: ['SC2156'] },
    { run: 'find . -name a -o -name b -delete', codes: ['SC2146'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellFindActions, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
