import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellPrefixAssignment } from './shell-prefix-assignment.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellPrefixAssignment, file(run)).map(([, text]) => text);

describe('shell-prefix-assignment', () => {
  it.each([
    { run: 'A=1 x $A', at: ['A=1', '$A'] },
    { run: 'A=1 B=$A x', at: ['A=1', '$A'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['A=1; x $A', 'A=1 x $B', 'A=$A x'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'A=1 x $A', codes: ['SC2097', 'SC2098'] },
    { run: 'A=1 B=$A x', codes: ['SC2097', 'SC2098'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellPrefixAssignment, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
