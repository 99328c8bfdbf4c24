import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellUndefinedVariable } from './shell-undefined-variable.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellUndefinedVariable, file(run)).map(([, text]) => text);

describe('shell-undefined-variable', () => {
  it.each([
    { run: 'echo "$foo"', at: ['$foo'] },
    { run: 'x=1; echo "$y" "$y"', at: ['$y'] },
    { run: '[ "$foo" = 1 ]', at: ['$foo'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'echo "$FOO"',
    'foo=1; echo "$foo"',
    'echo "${foo:-a}" "${bar:+$bar}"',
    '[ -n "$foo" ] && echo "$foo"',
    'read -r foo; echo "$foo"',
    'for i in a; do echo "$i"; done',
    'FROM a\nARG foo\nRUN echo $foo',
    'FROM a AS b\nENV foo=1\nFROM b\nRUN echo $foo',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
