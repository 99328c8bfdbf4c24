import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
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
});
