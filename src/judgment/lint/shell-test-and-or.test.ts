import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellTestAndOr } from './shell-test-and-or.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellTestAndOr, file(run)).map(([, text]) => text);

describe('shell-test-and-or', () => {
  it.each([
    { run: '[ -f a -a -f b ]', at: ['-a'] },
    { run: '[ "$a" -o "$b" ]', at: ['-o'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['[ -f a ] && [ -f b ]', '[[ -a x ]]', '[ -o x ]', '[ ! -a x ]'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
