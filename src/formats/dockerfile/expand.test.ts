import { expect, it } from 'vitest';
import type { Dockerfile } from '../../model/dockerfile.ts';
import { expand } from './expand.ts';
import { parseDockerfile } from './parse-dockerfile.ts';
import { scopeAt, scopesOf } from './scope.ts';

const parse = (text: string): Dockerfile => parseDockerfile(Buffer.from(text), 'x');
const brace = (name: string): string => `\${${name}}`;

/** The last USER of a file, expanded where it stands. */
function userOf(text: string, given: Readonly<Record<string, string>> = {}): string | undefined {
  const file = parse(text);
  const user = file.instructions.findLast(({ keyword }) => keyword === 'USER')!;
  if (user.keyword !== 'USER') return undefined;
  return expand(file, user.words[0]!, scopesOf(file, new Map(Object.entries(given))).at(user));
}

const ENV = 'FROM scratch\nENV a=A1 b= c=foo/bar.baz/qoox.gz é=ü\n';

it.each<[string, string | undefined]>([
  ['$a', 'A1'],
  ['x$a-$none.', 'xA1-.'],
  [brace('a'), 'A1'],
  ["'$a'", '$a'],
  ['"$a"', 'A1'],
  ['\\$a', '$a'],
  ['"\\$a \\x"', '$a \\x'],
  ['$é', 'ü'],
  ['$', '$'],
  ['$$', ''],
  [brace('b:-w'), 'w'],
  [brace('b-w'), ''],
  [brace('none-w'), 'w'],
  [brace(`none:-${brace('a')}`), 'A1'],
  [brace('a:+w'), 'w'],
  [brace('b:+w'), ''],
  [brace('b+w'), 'w'],
  [brace('none?w'), undefined],
  [brace('b:?w'), undefined],
  [brace('a:?w'), 'A1'],
  [brace('c#*/'), 'bar.baz/qoox.gz'],
  [brace('c##*/'), 'qoox.gz'],
  [brace('c%.*'), 'foo/bar.baz/qoox'],
  [brace('c%%.*'), 'foo/bar'],
  [brace('c#x'), 'foo/bar.baz/qoox.gz'],
  [brace('c/o/0'), 'f0o/bar.baz/qoox.gz'],
  [brace('c//o?/0'), 'f0/bar.baz/q0x.gz'],
  [brace('c/\\//-'), 'foo-bar.baz/qoox.gz'],
  ['\\\n  $a', '  A1'],
])('%s becomes %j', (word, expected) => {
  expect(userOf(`${ENV}USER _${word}`)?.slice(1)).toBe(expected);
});

it.each<[string, string, string | undefined]>([
  ['an ARG from its place on', 'FROM scratch\nARG a=1\nUSER $a', '1'],
  ['none before it', 'FROM scratch\nUSER x$a\nARG a=1', 'x'],
  ['a global ARG only when it is told again', 'ARG a=1\nFROM scratch\nUSER x$a', 'x'],
  ['a global ARG that is', 'ARG a=1\nFROM scratch\nARG a\nUSER $a', '1'],
  ['its own default before the global one', 'ARG a=1\nFROM scratch\nARG a=2\nUSER $a', '2'],
  ['an ARG without a value is unknown', 'FROM scratch\nARG a\nUSER $a', undefined],
  ['an unknown one in a word that has another', 'FROM scratch\nARG a\nENV b=$a\nUSER $b', undefined],
  ['a platform only when it is told', 'FROM scratch\nUSER x$TARGETARCH', 'x'],
  ['and then it is unknown', 'FROM scratch\nARG TARGETARCH\nUSER $TARGETARCH', undefined],
  ['what a foreign base sets is unknown', 'FROM debian\nUSER $PATH', undefined],
  ['ENV of the stage below', 'FROM scratch AS x\nENV a=1\nFROM x\nUSER $a', '1'],
  ['not of another', 'FROM scratch AS x\nENV a=1\nFROM scratch\nUSER y$a', 'y'],
  ['one ENV does not see itself', 'FROM scratch\nENV a=1\nENV a=2 b=$a\nUSER $b', '1'],
  ['one ARG does', 'FROM scratch\nARG a=1 b=$a\nUSER $b', '1'],
  ['circles end', 'FROM scratch\nARG a=$b\nARG b=$a\nUSER x$a$b', 'x'],
])('%s', (_, text, expected) => {
  expect(userOf(text)).toBe(expected);
});

it('values given to the build come before defaults', () => {
  expect(userOf('ARG a=1\nFROM scratch\nARG a\nUSER $a', { a: '2' })).toBe('2');
  expect(userOf('FROM scratch\nARG TARGETARCH\nUSER $TARGETARCH', { TARGETARCH: 'arm64' })).toBe('arm64');
});

it('a value tells which ARG or ENV it comes from', () => {
  const file = parse('FROM scratch\nENV a=1\nUSER $a');
  expect(scopeAt(file, file.instructions[2]!).get('a').pair?.span).toEqual({ start: 17, end: 20 });
});

it('references know their place and modifier, inner ones too; quotes and escapes make none', () => {
  const text = `FROM a\nENV x="$a" y='$b' z=\\$c w=\\\n${brace('d:-$e')}`;
  const file = parse(text);
  const env = file.instructions[1]!;
  const variables = env.keyword === 'ENV' ? env.pairs.flatMap(({ value }) => value?.variables ?? []) : [];
  expect(
    variables.map(({ name, modifier, span }) => [name, modifier?.operator, text.slice(span.start, span.end)]),
  ).toEqual([
    ['a', undefined, '$a'],
    ['d', ':-', brace('d:-$e')],
    ['e', undefined, '$e'],
  ]);
});

it.each(['RUN $a', 'CMD $a', 'ENTRYPOINT ["$a"]', 'MAINTAINER $a', 'HEALTHCHECK CMD $a'])(
  '%s has no references',
  (line) => {
    expect(JSON.stringify(parse(`FROM a\n${line}`).instructions[1])).not.toContain('"variables":[{');
  },
);
