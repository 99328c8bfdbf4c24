import { describe, expect, it } from 'vitest';
import { findings, violations } from '../../../test/kit/lint.ts';
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

  it.each([
    { run: '! (x) && !(y)', codes: ['SC1035'] },
    { run: 'function f{ x; }', codes: ['SC1095'] },
  ])('knows the cases of $run', ({ run, codes }) => {
    const named = findings(shellMissingSpace, file(run)).flatMap(({ aliases }) => aliases);
    expect(named).toEqual(expect.arrayContaining(codes));
  });
});
