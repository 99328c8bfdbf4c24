import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellStdinIgnored } from './shell-stdin-ignored.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellStdinIgnored, file(run)).map(([, text]) => text);

describe('shell-stdin-ignored', () => {
  it.each([
    { run: 'x | rm', at: ['rm'] },
    { run: 'x | echo a', at: ['echo'] },
    { run: 'echo <a', at: ['echo'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x | cat', 'rm a', 'x | xargs rm', 'x | rm -i a', 'echo a | x'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'x | rm', codes: ['SC2216'] },
    { run: 'x | echo a', codes: ['SC2216'] },
    { run: 'echo <a', codes: ['SC2217'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellStdinIgnored, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
