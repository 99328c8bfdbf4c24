import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellConstantTest } from './shell-constant-test.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellConstantTest, file(run)).map(([, text]) => text);

describe('shell-constant-test', () => {
  it.each([
    { run: '[ a = b ]', at: ['='] },
    { run: '[ a ]', at: ['a'] },
    { run: '[ -n $A ]', at: ['$A'] },
    { run: '[ -z a ]', at: ['a'] },
    { run: '[ 1 -eq 2 ]', at: ['-eq'] },
    { run: '[ true ]', at: ['true'] },
    { run: '[ $A=b ]', at: ['$A=b'] },
    { run: 'case a in b) x;; esac', at: ['a'] },
    { run: '[ -f a -a b ]', at: ['b'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['[ "$A" = b ]', '[ -n "$A" ]', '[ -f a ]', '[ "$A" ]', '[ * = a ]', 'case $A in b) x;; esac'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([
    { run: '[ a = b ]', codes: ['SC2050'] },
    { run: '[ a ]', codes: ['SC2078'] },
    { run: '[ -n $A ]', codes: ['SC2070'] },
    { run: '[ -z a ]', codes: ['SC2157'] },
    { run: '[ 1 -eq 2 ]', codes: ['SC2050'] },
    { run: '[ true ]', codes: ['SC2160'] },
    { run: '[ $A=b ]', codes: ['SC2077'] },
    { run: 'case a in b) x;; esac', codes: ['SC2194'] },
    { run: '[ -f a -a b ]', codes: ['SC2078'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellConstantTest, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
