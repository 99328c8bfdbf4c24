import { describe, expect, it } from 'vitest';
import { violations } from '../../../test/kit/lint.ts';
import { shellSyntaxError } from './shell-syntax-error.ts';

const file = (run: string) => (run.startsWith('FROM ') ? run : `FROM a\nRUN ${run}\n`);
const found = (run: string) => violations(shellSyntaxError, file(run)).map(([, text]) => text);

describe('shell-syntax-error', () => {
  it.each([
    { run: 'echo "abc', at: ['"'] },
    { run: 'if x; then y', at: ['y'] },
    { run: 'fi', at: ['f'] },
    { run: 'x $(y', at: ['y'] },
    { run: '(a', at: ['a'] },
    { run: 'echo foo(a)', at: ['('] },
    { run: 'a && && b', at: ['&'] },
    { run: 'for i in a; echo $i; done', at: ['e'] },
    { run: 'foo(a) { x; }', at: ['('] },
    { run: '[ a', at: ['a'] },
    { run: 'if [ -f a ] then b; fi', at: ['t'] },
    { run: 'x <<EOF', at: ['<'] },
  ])('finds $run', ({ run, at }) => {
    expect(found(run)).toEqual(at);
  });

  it.each([
    'if x; then y; fi',
    'x() { y; }',
    'case $a in b) c;; (d) e;; esac',
    '(a; b) | { c; }',
    'x "$(y "$(z)")"',
    'while a; do b; done <c',
    'FROM a\nRUN <<EOF\ncat <<X\na $(b)\nX\nEOF',
    'for ((i=0;i<1;i++)); do x; done',
    'x $((1+(2*3))) ${a#*)}',
    '[[ $a =~ ^(b|c)$ ]]',
  ])('is silent about %j', (run) => {
    expect(found(run)).toEqual([]);
  });
});
