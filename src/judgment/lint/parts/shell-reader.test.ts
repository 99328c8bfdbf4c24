import { describe, expect, it } from 'vitest';
import { readShellTree } from './shell-reader.ts';
import type { TreeNode } from './shell-tree.ts';
import { literalOf, nodesIn } from './shell-walk.ts';

const kinds = (text: string) =>
  [...nodesIn(readShellTree(text).root)]
    .map(({ kind }: TreeNode) => kind)
    .filter((kind) => !['list', 'chain', 'pipeline', 'word', 'literal'].includes(kind));

describe('readShellTree', () => {
  it.each([
    { text: 'a && b || c | d; e &', expected: ['simple', 'simple', 'simple', 'simple', 'simple'] },
    { text: 'A=1 b >c', expected: ['simple', 'assignment', 'redirect'] },
    {
      text: 'if a; then b; elif c; then d; else e; fi',
      expected: ['if', 'simple', 'simple', 'simple', 'simple', 'simple'],
    },
    { text: 'for i in a; do b; done', expected: ['for', 'simple'] },
    { text: 'case $a in b|c) d;; *) e; esac', expected: ['case', 'variable', 'simple', 'glob', 'simple'] },
    { text: 'f() { a; }', expected: ['function', 'group', 'simple'] },
    { text: '[[ $a =~ ^(b|c)$ && d ]]', expected: ['test', 'variable'] },
    {
      text: '(a "$b" \'$c\' `d`)',
      expected: ['subshell', 'simple', 'double', 'variable', 'single', 'substitution', 'simple'],
    },
    { text: 'a $((b + $c)) ${d:-$e}', expected: ['simple', 'arithmetic', 'variable', 'variable', 'variable'] },
    { text: 'a {b,c} *.d [e-f]', expected: ['simple', 'brace', 'glob', 'glob'] },
    { text: 'a <<X\n$b\nX\nc', expected: ['simple', 'redirect', 'variable', 'simple'] },
    { text: "a <<'X'\n$b\nX\nc", expected: ['simple', 'redirect', 'single', 'simple'] },
  ])('reads $text', ({ text, expected }) => {
    expect(readShellTree(text).failure).toBeUndefined();
    expect(kinds(text)).toEqual(expected);
  });

  it('knows where things stand, also in backquotes', () => {
    const text = 'a "`b $c`"';
    const [variable] = [...nodesIn(readShellTree(text).root)].filter(({ kind }) => kind === 'variable');
    expect(text.slice(variable!.start, variable!.end)).toBe('$c');
  });

  it.each([
    { text: 'a', literal: 'a' },
    { text: `a'b'"c\\"d"\\e`, literal: 'abc"de' },
    { text: 'a$b', literal: undefined },
    { text: '"$(a)"', literal: undefined },
  ])('takes $text for $literal', ({ text, literal }) => {
    const command = [...nodesIn(readShellTree(text).root)].find(({ kind }) => kind === 'word');
    expect(command?.kind === 'word' && literalOf(command)).toBe(literal);
  });

  it.each(['a; fi', '(a', '"a', '$(a', 'a <<X', 'if a; then', '{ a', 'case a in b', 'a &&', '`a', '${a'])(
    'stops at %j without throwing',
    (text) => {
      expect(readShellTree(text).failure).toBeDefined();
    },
  );

  it.each([
    '$(',
    '(',
    '`',
    '{ ',
    '"$(',
    '$((',
    '${a:-',
    'if ',
    'a && ',
    'a | ',
    "'",
    '[',
    '{',
    '{a,',
    'a <<X\n',
    '$[',
    '\\',
    'for ',
    'a=(',
    '[[ ',
    '!(',
    '#\n',
  ])('is done soon with many of %j', (piece) => {
    const before = performance.now();
    readShellTree(piece.repeat(100_000 / piece.length));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
