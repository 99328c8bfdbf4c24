import { describe, expect, it } from 'vitest';
import { findings, fixed, violations } from '../../../test/kit/lint.ts';
import { shellUnquotedPattern } from './shell-unquoted-pattern.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellUnquotedPattern, file(run)).map(([, text]) => text);

describe('shell-unquoted-pattern', () => {
  it.each([
    { run: 'find . -name *.x', at: ['*.x'] },
    { run: 'tr [a-z] [A-Z] <x', at: ['[a-z]', '[A-Z]'] },
    { run: 'grep a* b', at: ['a*'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(["find . -name '*.x'", 'find *', 'tr a b', 'grep a b*', 'grep -e a* b'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'find . -name *.x', codes: ['SC2061'] },
    { run: 'tr [a-z] [A-Z] <x', codes: ['SC2060'] },
    { run: 'grep a* b', codes: ['SC2062'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellUnquotedPattern, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });

  it.each([
    { before: 'find . -name *.x', after: "find . -name '*.x'" },
    { before: 'tr [:upper:] b', after: "tr '[:upper:]' b" },
  ])('mends $before', ({ before, after }) => {
    expect(fixed(shellUnquotedPattern, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
