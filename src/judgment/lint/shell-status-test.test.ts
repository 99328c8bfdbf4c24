import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellStatusTest } from './shell-status-test.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellStatusTest, file(run)).map(([, text]) => text);

describe('shell-status-test', () => {
  it.each([
    { run: 'x; if [ $? -ne 0 ]; then y; fi', at: ['$?'] },
    { run: 'x; [ $? = 0 ]', at: ['$?'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['x; [ $? = 1 ]', 'if x; then y; fi'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
