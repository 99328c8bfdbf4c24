import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellGrepInTest } from './shell-grep-in-test.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellGrepInTest, file(run)).map(([, text]) => text);

describe('shell-grep-in-test', () => {
  it.each([
    { run: '[ -n "$(grep a b)" ]', at: ['"$(grep a b)"'] },
    { run: '[ -z "$(x | grep y)" ]', at: ['"$(x | grep y)"'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['if grep -q a b; then x; fi', '[ "$(grep -c a b)" = 1 ]'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
