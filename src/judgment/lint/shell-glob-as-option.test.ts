import { describe, expect, it } from 'vitest';
import { fixed, violations } from '../../../test/kit/lint.ts';
import { shellGlobAsOption } from './shell-glob-as-option.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellGlobAsOption, file(run)).map(([, text]) => text);

describe('shell-glob-as-option', () => {
  it.each([
    { run: 'rm *', at: ['*'] },
    { run: 'rm -rf *.txt ?', at: ['*.txt', '?'] },
    { run: 'cp * /x', at: ['*'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each(['rm ./*', 'rm -- *', 'echo *', 'for i in *; do x "$i"; done', 'rm a*', 'rm "*"', 'rm [ab]*'])(
    'is silent about %j',
    (run) => {
      expect(found(run)).toEqual([]);
    },
  );

  it.each([{ before: 'rm -rf *.txt', after: 'rm -rf ./*.txt' }])('mends $before', ({ before, after }) => {
    expect(fixed(shellGlobAsOption, file(before))).toBe(file(after));
    expect(found(after)).toEqual([]);
  });
});
