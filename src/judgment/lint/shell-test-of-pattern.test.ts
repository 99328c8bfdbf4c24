import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellTestOfPattern } from './shell-test-of-pattern.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellTestOfPattern, file(run)).map(([, text]) => text);

describe('shell-test-of-pattern', () => {
  it.each([
    { run: '[ -f *.x ]', at: ['*.x'] },
    { run: 'if [ -e /x/* ]; then y; fi', at: ['/x/*'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['[ -f a ]', '[ -f "*" ]', '[ a = b ]'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
