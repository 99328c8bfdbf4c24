import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellNoBreakSpace } from './shell-no-break-space.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellNoBreakSpace, file(run)).map(([, text]) => text);

describe('shell-no-break-space', () => {
  it.each([
    { run: 'x\u00a0y', at: ['�'] },
    { run: 'x \u00a0y', at: ['�'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x y', "x 'a\u00a0b'", 'x à'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([{ before: 'x\u00a0y', after: 'x y' }])('mends $before', ({ before, after }) => {
    expect(fixed(shellNoBreakSpace, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
