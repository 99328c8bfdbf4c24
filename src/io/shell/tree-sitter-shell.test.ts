import { beforeAll, expect, it } from 'vitest';
import type { ShellText } from '../../model/dockerfile.ts';
import type { ShellCommand, ShellScript } from '../../model/shell.ts';
import type { ParseShell } from '../../ports/shell-parser.ts';
import { openShellParser } from './tree-sitter-shell.ts';
import { unquote } from './unquote.ts';

let parse: ParseShell;
beforeAll(async () => {
  parse = await openShellParser();
});

const shellOf = (text: string): ShellText => {
  const bytes = Buffer.from(text).toString('latin1');
  return { text: bytes, pieces: [[0, 0]], span: { start: 0, end: bytes.length } };
};
const read = (text: string): ShellScript => parse(shellOf(text));
const wordsOf = ({ name, args }: ShellCommand): string =>
  [name, ...args].map((word) => word?.value ?? word?.raw ?? '-').join(' ');

it.each<[string, string[]]>([
  ['apt-get update && apt-get install -y "a b" c', ['0.0 apt-get update', '1.0 && apt-get install -y a b c']],
  ['a | b |& c; d & e || f\ng', ['0.0 a', '0.1 | b', '0.2 |& c', '1.0 ; d', '2.0 & e', '3.0 || f', '4.0 newline g']],
  ['a && b > f || c 2>&1 | d', ['0.0 a', '1.0 && b', '2.0 || c', '2.1 | d']],
  ['set -e; \\\n # no\n a', ['0.0 set -e', '1.0 ; a']],
  ['cat <<E | b && c >f\nx\nE\nd', ['0.0 cat', '0.1 | b', '1.0 && c', '2.0 newline d']],
  ['! a', ['0.0 a negation']],
  ['(a; b) | { c; }', ['1.0 a subshell', '2.0 ; b subshell', '3.0 c group']],
  [
    'if a; then b; elif c; then d; else e; fi && f',
    ['1.0 a if-condition', '2.0 b if-body', '3.0 c if-condition', '4.0 d if-body', '5.0 e if-body', '6.0 && f'],
  ],
  ['while a; do b; done', ['1.0 a loop-condition', '2.0 b loop-body']],
  ['for x in $(a); do b; done', ['1.0 a command-substitution', '2.0 b loop-body']],
  ['case $x in a) b;; *) c;; esac', ['1.0 b case', '2.0 c case']],
  ['f() { a; }', ['2.0 a function,group']],
  [
    'a "$(b `c`)" <(d)',
    [
      '0.0 a "$(b `c`)" <(d)',
      '1.0 b `c` command-substitution',
      '2.0 c command-substitution,command-substitution',
      '3.0 d process-substitution',
    ],
  ],
  ['[ -f "$(a)" ] && [[ x == y* ]]', ['0.0 [ -f "$(a)"', '1.0 a test,command-substitution', '2.0 && [[ x == y*']],
  ['export A=b C; unset C', ['0.0 export A=b C', '1.0 ; unset C']],
  ['a=1 b=$c', ['0.0 -']],
  ['> f', ['0.0 -']],
  ['x > f y', ['0.0 x y']],
])('%j', (text, expected) => {
  const { commands, errors } = read(text);
  expect(errors).toEqual([]);
  const told = commands.map((one) =>
    [`${one.pipeline}.${one.stage}`, one.joinedBy, wordsOf(one), one.inside.join(',')].filter(Boolean).join(' '),
  );
  expect(told).toEqual(expected);
});

it('assignments, redirects and expansions are told with their places', () => {
  const [command] = read(`A='x y' B=$c cmd "$d\${e:-$f}" 2>/dev/null <<E\nE`).commands;
  expect(command).toMatchObject({
    assignments: [
      { name: 'A', value: { value: 'x y' } },
      { name: 'B', value: { raw: '$c' } },
    ],
    name: { value: 'cmd' },
    redirects: [
      { operator: '2>', target: { value: '/dev/null' } },
      { operator: '<<', target: { value: 'E' } },
    ],
  });
  expect(command!.args[0]!.expansions.map(({ name, isQuoted, span }) => [name, isQuoted, span.start])).toEqual([
    ['d', true, 18],
    ['e', true, 20],
    ['f', true, 25],
  ]);
  expect(command!.assignments[1]!.value).not.toHaveProperty('value');
});

it('a redirect of a group is one of each command in it', () => {
  const { commands } = read('{ a; b $(c); } > f');
  expect(commands.map(({ redirects }) => redirects.length)).toEqual([1, 1, 0]);
});

it('commands of one level of one block share a list', () => {
  const { commands } = read('a; (b; c); d');
  expect(commands.map(({ list }) => list)).toEqual([0, 1, 1, 0]);
});

it('places are bytes of the file, over continuations and letters of any length', () => {
  // RUN é \⏎ à b
  const text = Buffer.from('é  à b').toString('latin1');
  const { commands, errors } = parse({
    text,
    pieces: [
      [0, 4],
      [3, 9],
    ],
    span: { start: 4, end: 14 },
  });
  expect(errors).toEqual([]);
  expect(commands[0]!.name).toMatchObject({ value: 'é', span: { start: 4, end: 6 } });
  expect(commands[0]!.args.map(({ value, span }) => [value, span.start, span.end])).toEqual([
    ['à', 10, 12],
    ['b', 13, 14],
  ]);
});

it('the same text elsewhere has other places', () => {
  const shell = shellOf('a b');
  expect(parse({ ...shell, pieces: [[0, 100]] }).commands[0]!.args[0]!.span).toEqual({ start: 102, end: 103 });
  expect(parse(shell).commands[0]!.args[0]!.span).toEqual({ start: 2, end: 3 });
});

it('what is no shell is an error, and the rest is read', () => {
  const { commands, errors } = read('a && b (c) d');
  expect(errors.length).toBeGreaterThan(0);
  expect(commands.map(wordsOf)[0]).toBe('a');
});

it.each([
  ['more than a megabyte', 'a '.repeat(600_000)],
  ['the square of its length', 'a|'.repeat(30_000)],
  ['the square of its length, again', '<'.repeat(300_000)],
  ['deep nesting', '('.repeat(100_000)],
])('%s ends soon', (_, text) => {
  const before = process.cpuUsage();
  expect(read(text).errors).not.toEqual([]);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(8000);
  expect(read('a b').commands).toHaveLength(1);
});

it.each([
  ["a'b c'd", 'ab cd', false],
  ['"a\\"b\\x"', 'a"b\\x', false],
  ["$'a\\tb'", 'a\tb', false],
  ['a\\ b\\\nc', 'a bc', false],
  ['/var/*', '/var/*', true],
  ['"*"[a]', '*[a]', true],
  ["'open", 'open', false],
])('%j is %j', (raw, value, hasGlob) => {
  expect(unquote(raw)).toEqual({ value, hasGlob });
});
