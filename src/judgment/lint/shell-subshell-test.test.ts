import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellSubshellTest } from './shell-subshell-test.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellSubshellTest, file(run)).map(([, text]) => text);

describe('shell-subshell-test', () => {
  it.each([
    { run: 'a || ([ b ] && [ c ])', at: ['([ b ] && [ c ])'] },
    { run: '([ a ]) && b', at: ['([ a ])'] },
    { run: 'if ([ a ] || test b); then c; fi', at: ['([ a ] || test b)'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['a || { [ b ] && [ c ]; }', '([ a ] && b)', '[ a ] && (b)'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'a || ([ b ] && [ c ])', codes: ['SC2235'] },
    { run: '([ a ]) && b', codes: ['SC2234'] },
    { run: 'if ([ a ] || test b); then c; fi', codes: ['SC2233'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellSubshellTest, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
