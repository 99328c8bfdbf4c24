import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellTrapExpandsEarly } from './shell-trap-expands-early.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellTrapExpandsEarly, file(run)).map(([, text]) => text);

describe('shell-trap-expands-early', () => {
  it.each([{ run: 'trap "rm $A" EXIT', at: ['$A'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(["trap 'rm $A' EXIT", 'trap "rm a" EXIT', 'trap x EXIT'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
