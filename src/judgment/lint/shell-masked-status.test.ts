import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellMaskedStatus } from './shell-masked-status.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellMaskedStatus, file(run)).map(([, text]) => text);

describe('shell-masked-status', () => {
  it.each([
    { run: 'export A=$(x)', at: ['A=$(x)'] },
    { run: 'export A="a `x`"', at: ['A="a `x`"'] },
    { run: 'readonly A=$(x)', at: ['A=$(x)'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['A=$(x) && export A', 'export A=b', 'export A="${B:-$(x)}"'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
