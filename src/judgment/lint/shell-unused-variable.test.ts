import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellUnusedVariable } from './shell-unused-variable.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellUnusedVariable, file(run)).map(([, text]) => text);

describe('shell-unused-variable', () => {
  it.each([
    { run: 'x=1', at: ['x'] },
    { run: 'read -r x', at: ['x'] },
    { run: 'for i in a b; do y; done', at: ['i'] },
    { run: 'X=$(y)', at: ['X'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'x=1; echo "$x"',
    'export x=1',
    'x=1 y',
    'PATH=/a:/b',
    '_x=1',
    'x=1; export x',
    "x=1; trap 'rm $x' EXIT",
    'x=1; echo $((x+1))',
    'FROM a\nENV x=1\nRUN x=2',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
