import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellRedirectOrder } from './shell-redirect-order.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellRedirectOrder, file(run)).map(([, text]) => text);

describe('shell-redirect-order', () => {
  it.each([
    { run: 'x 2>&1 >/dev/null', at: ['2>&1'] },
    { run: 'x 2>&1 > f', at: ['2>&1'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x >f 2>&1', 'x 2>&1 >/dev/null | y', 'A=$(x 2>&1 >/dev/null)', 'x 2>&1'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });

  it.each([{ before: 'x 2>&1 >/dev/null; y', after: 'x >/dev/null 2>&1; y' }])('mends $before', ({ before, after }) => {
    expect(fixed(shellRedirectOrder, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
