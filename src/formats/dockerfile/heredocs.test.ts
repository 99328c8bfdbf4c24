import { expect, it } from 'vitest';
import { sourceAt } from '../../model/dockerfile.ts';
import { parseDockerfile } from './parse-dockerfile.ts';

const parse = (text: string) => parseDockerfile(Buffer.from(text), 'Dockerfile');

it.each<[string, [name: string, body: string][]]>([
  ['RUN <<EOF\na\nb\nEOF', [['EOF', 'a\nb\n']]],
  [
    'RUN cat <<A > x && cat <<B\n1\nA\n2\nB',
    [
      ['A', '1\n'],
      ['B', '2\n'],
    ],
  ],
  ['RUN <<-E\n\tx\n\tE', [['E', '\tx\n']]],
  ["RUN <<'E F'\nx\nE F", [['E F', 'x\n']]],
  ['RUN 3<< E cat\nx\r\nE\r', [['E', 'x\r\n']]],
  ['RUN cat <<<E', []],
  ['RUN cat<<E', []],
  ['RUN "<<E"', []],
  ["RUN it's <<E", []],
  ['RUN a # <<E\nb\nE', [['E', 'b\n']]],
  ['RUN ["<<E"]', []],
  ['CMD <<E', []],
  ['ONBUILD RUN <<E\nx\nE', [['E', 'x\n']]],
  [
    'COPY <<a <<b /c\n1\na\n2\nb',
    [
      ['a', '1\n'],
      ['b', '2\n'],
    ],
  ],
  ['RUN <<E\n# kept \\\n\nE', [['E', '# kept \\\n\n']]],
])('heredocs of %j', (text, expected) => {
  const file = parse(`FROM a\n${text}\nUSER z`);
  const found = file.instructions[1]!.heredocs.map(({ name, bodySpan }) => [
    name,
    file.source.slice(bodySpan.start, bodySpan.end),
  ]);
  expect(found).toEqual(expected);
  expect(file.instructions.at(-1)).toMatchObject({ keyword: 'USER' });
});

it('tells quotes, shebang, and an end that is missing', () => {
  const file = parse('FROM a\nRUN <<"E"\n#!/usr/bin/env python3\nprint()');
  expect(file.instructions[1]!.heredocs[0]).toMatchObject({
    isQuoted: true,
    stripsTabs: false,
    shebang: '/usr/bin/env python3',
    isClosed: false,
  });
});

it.each([
  ['RUN a \\\n  # no\n  b', 'a   b'],
  ['RUN <<E\na\nE', 'a\n'],
  ['RUN <<-E\n\t\ta\n\tb\nE', 'a\nb\n'],
  ['RUN cat <<A >f && \\\n cat <<B\n1\nA\n2\nB', 'cat <<A >f &&  cat <<B\n1\nA\n2\nB'],
  ['RUN --mount=type=cache a', 'a'],
])('the shell of %j gets %j, each character at its place', (text, expected) => {
  const file = parse(`FROM é\n${text}\n`);
  const run = file.instructions[1]!;
  if (run.keyword !== 'RUN' || run.command.form !== 'shell') throw new Error('no shell form');
  const { shell } = run.command;
  expect(shell.text).toBe(expected);
  expect([...shell.text].map((_, at) => file.source[sourceAt(shell, at)]).join('')).toBe(expected);
});

it('variables of a heredoc are those that COPY expands', () => {
  const names = (text: string) => parse(text).instructions[1]!.heredocs[0]!.variables.map(({ name }) => name);
  expect(names(`FROM a\nCOPY <<E /x\n'$a' \\$b \${c:-$d}\nE`)).toEqual(['a', 'c', 'd']);
  expect(names('FROM a\nCOPY <<"E" /x\n$a\nE')).toEqual([]);
  expect(names('FROM a\nRUN <<E\n$a\nE')).toEqual([]);
});
