import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellDefaultAssignment } from './shell-default-assignment.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellDefaultAssignment, file(run)).map(([, text]) => text);

describe('shell-default-assignment', () => {
  it.each([{ run: ': ${A:=b}', at: ['${A:=b}'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([': "${A:=b}"', 'x "${A:=b}"', ': ${A}'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
