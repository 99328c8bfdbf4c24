import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellUselessCat } from './shell-useless-cat.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellUselessCat, file(run)).map(([, text]) => text);

describe('shell-useless-cat', () => {
  it.each([{ run: 'cat a | x', at: ['cat a'] }])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['cat a b | x', 'cat | x', 'cat - | x', 'cat * | x', 'cat a'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
