import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellMissingSpace } from './shell-missing-space.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellMissingSpace, file(run)).map(([, text]) => text);

describe('shell-missing-space', () => {
  it.each([
    { run: '! (x) && !(y)', at: ['!'] },
    { run: 'function f{ x; }', at: ['{'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['! x', 'f(){ x; }', '[ ! -f a ]', 'function f { x; }'])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
