import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
import { shellAssignmentForm } from './shell-assignment-form.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellAssignmentForm, file(run)).map(([, text]) => text);

describe('shell-assignment-form', () => {
  it.each([
    { run: 'x = y', at: ['='] },
    { run: '$x=y', at: ['$x=y'] },
    { run: '1x=y', at: ['1x=y'] },
    { run: 'export x = y', at: ['x'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x=y', 'x a=b', '$x y', '[ x = y ]', 'x --a = b'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([
    { run: 'x = y', codes: ['SC2283'] },
    { run: '$x=y', codes: ['SC2281'] },
    { run: '1x=y', codes: ['SC2282'] },
    { run: 'export x = y', codes: ['SC2290'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellAssignmentForm, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
