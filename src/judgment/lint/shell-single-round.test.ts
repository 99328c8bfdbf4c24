import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellSingleRound } from './shell-single-round.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellSingleRound, file(run)).map(([, text]) => text);

describe('shell-single-round', () => {
  it.each([
    { run: 'for i in a; do x; done', at: ['a'] },
    { run: 'for i in "$A"; do x; done', at: ['"$A"'] },
    { run: "for i in 'a b'; do x; done", at: ["'a b'"] },
    { run: 'for i in a,b; do x; done', at: ['a,b'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'for i in a b; do x; done',
    'for i in $A; do x; done',
    'for i in *; do x; done',
    'for i in "$@"; do x; done',
    'for i in "${A[@]}"; do x; done',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'for i in a; do x; done', codes: ['SC2043'] },
    { run: 'for i in "$A"; do x; done', codes: ['SC2066'] },
    { run: "for i in 'a b'; do x; done", codes: ['SC2041'] },
    { run: 'for i in a,b; do x; done', codes: ['SC2042'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellSingleRound, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
