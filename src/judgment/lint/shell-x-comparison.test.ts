import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellXComparison } from './shell-x-comparison.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellXComparison, file(run)).map(([, text]) => text);

describe('shell-x-comparison', () => {
  it.each([
    { run: '[ "x$A" = "xb" ]', at: ['"x$A"'] },
    { run: '[ x$A = x ]', at: ['x$A'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['[ "$A" = b ]', '[ x = "$A" ]'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
