import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellValueAsPattern } from './shell-value-as-pattern.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellValueAsPattern, file(run)).map(([, text]) => text);

describe('shell-value-as-pattern', () => {
  it.each([
    { run: 'x "${A#$B}"', at: ['$B'] },
    { run: 'for i in $A/*; do x "$i"; done', at: ['$A'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x "${A#"$B"}"', 'for i in "$A"/*; do x "$i"; done', 'x "${A:-$B}"'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'x "${A#$B}"', codes: ['SC2295'] },
    { run: 'for i in $A/*; do x "$i"; done', codes: ['SC2231'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellValueAsPattern, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
