import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellLostAssignment } from './shell-lost-assignment.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellLostAssignment, file(run)).map(([, text]) => text);

describe('shell-lost-assignment', () => {
  it.each([
    { run: '(A=1); x "$A"', at: ['A=1', '$A'] },
    { run: 'A=1 | x; y "$A"', at: ['A=1', '$A'] },
    { run: 'x | while read -r l; do A=$l; done; y "$A"', at: ['A=$l', '$A'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['A=1; x "$A"', '(A=1; x "$A")', '(A=1); A=2; x "$A"'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: '(A=1); x "$A"', codes: ['SC2030', 'SC2031'] },
    { run: 'A=1 | x; y "$A"', codes: ['SC2030', 'SC2031'] },
    { run: 'x | while read -r l; do A=$l; done; y "$A"', codes: ['SC2030', 'SC2031'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellLostAssignment, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
