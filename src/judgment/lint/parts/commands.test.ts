import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../formats/dockerfile/parse-dockerfile.ts';
import { openShellParser } from '../../../io/shell/tree-sitter-shell.ts';
import { type Command, commandsOf, hasFlag, operandsOf } from './commands.ts';
import { eachRun } from './each-instruction.ts';
import { shellTextOf } from './shells.ts';

const parseShell = await openShellParser();

function commandsIn(run: string): readonly Command[] {
  const file = parseDockerfile(Buffer.from(`FROM a\nRUN ${run}\n`), 'Dockerfile');
  const context = { shell: (one: Parameters<typeof shellTextOf>[0]) => parseShell(shellTextOf(one)!) };
  return [...eachRun(file)].flatMap((one) => commandsOf(one, context));
}

const textOf = ({ name, args }: Command) => [name, ...args.map(({ text }) => text)].join(' ');

describe('commands', () => {
  it.each([
    ['a b', 'a b'],
    ['exec -a x a b', 'a b'],
    ['time command builtin a b', 'a b'],
    ['command -v a b', 'command -v a b'],
    ['"a" \'b c\' d"e"\\ f', 'a b c de f'],
    ['x=1 a "$b"/c$d', 'a $b/c$d'],
    ['a b-$(c) d$(e)f', 'a b-$(…) d$(…)f'],
    ['["a", "b c"]', 'a b c'],
    ['sudo a b', 'sudo a b'],
  ])('reads %s', (run, text) => {
    expect(textOf(commandsIn(run)[0]!)).toBe(text);
  });

  it('goes into substitutions and blocks, not into strings', () => {
    expect(commandsIn('if a; then b $(c); fi; (d) && sh -c "e"').map(({ name }) => name)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'sh',
    ]);
  });

  it.each([
    ['a -xy b', 'x y', 'b'],
    ['a --long=b c', 'long', 'c'],
    ['a -t b c', 't', 'c'],
    ['a -t=b c', 't', 'c'],
    ['a -tb c', 't', 'c'],
    ['a -xt b c', 'x t', 'c'],
    ['a --take b c', 'take', 'c'],
    ['a --take=b c', 'take', 'c'],
    ['a c --take', 'take', 'c'],
  ])('takes apart %s', (run, flags, operands) => {
    const command = commandsIn(run)[0]!;
    expect(hasFlag(command, ...flags.split(' '))).toBe(true);
    expect(operandsOf(command, ['t', 'take']).map(({ text }) => text)).toEqual(operands.split(' '));
  });
});
