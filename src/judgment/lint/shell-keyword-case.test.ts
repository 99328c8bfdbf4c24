import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellKeywordCase } from './shell-keyword-case.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellKeywordCase, file(run)).map(([, text]) => text);

describe('shell-keyword-case', () => {
  it.each([
    { run: 'If x; y', at: ['If'] },
    { run: 'WHILE x; y', at: ['WHILE'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['if x; then y; fi', 'x If', 'Ifconfig'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
