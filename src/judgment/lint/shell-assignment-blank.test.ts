import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellAssignmentBlank } from './shell-assignment-blank.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellAssignmentBlank, file(run)).map(([, text]) => text);

describe('shell-assignment-blank', () => {
  it.each([
    { run: 'A= x', at: [' '] },
    { run: 'A==b', at: ['=='] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['A= ; x', 'A=', 'IFS= read -r x', 'A=b x', "A='' x"])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'A= x', codes: ['SC1007'] },
    { run: 'A==b', codes: ['SC1097'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellAssignmentBlank, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
