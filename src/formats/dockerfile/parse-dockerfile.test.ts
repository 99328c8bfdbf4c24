import { expect, it } from 'vitest';
import type { Dockerfile, Instruction, Word } from '../../model/dockerfile.ts';
import { parseDockerfile } from './parse-dockerfile.ts';

const parse = (text: string): Dockerfile => parseDockerfile(Buffer.from(text), 'Dockerfile');
const codes = (text: string): string[] => parse(text).problems.map(({ code }) => code.slice('dockerfile/'.length));
const textOf = (file: Dockerfile, { start, end }: { start: number; end: number }): string =>
  file.source.slice(start, end);

/** An instruction's parts in a few words. */
function told(one: Instruction): unknown {
  const values = (words: readonly Word[]): string[] => words.map(({ value }) => value);
  if ('pairs' in one) return one.pairs.map(({ key, value }) => [key.value, value?.value]);
  if ('words' in one) return values(one.words);
  if (one.keyword === 'FROM') return [one.image.value, one.as?.name.value];
  if ('sources' in one) return [one.form, values(one.sources), one.destination?.value];
  if (!('command' in one) || one.command === undefined) return one.keyword;
  return one.command.form === 'exec' ? values(one.command.words) : one.command.shell.text;
}

it.each<[string, unknown]>([
  ['FROM debian:12', ['debian:12', undefined]],
  ['from "a b"', ['"a', undefined]],
  ['FROM a As B', ['a', 'B']],
  ['RUN a \\\n  b', 'a   b'],
  ['RUN a \\ \t\r\n# gone\n\n b\\\r\n c', 'a  b c'],
  ['RUN a \\\\\nRUN b', 'a \\\\'],
  ['RUN a \\', 'a'],
  ['RUN', ''],
  ['\\\nRUN \\\na', 'a'],
  ['RUN ["a", "b\\u00e9\\n"]', ['a', 'bé\n']],
  ["RUN ['a']", "['a']"],
  ['RUN [ "a" ] x', '[ "a" ] x'],
  ['CMD []', []],
  ['CMD [ "a" , \\\n "b" ]', ['a', 'b']],
  ['ENTRYPOINT ["a",]', '["a",]'],
  [
    'ENV a=1 b="x y" c=\'z \'w d=e\\ f',
    [
      ['a', '1'],
      ['b', 'x y'],
      ['c', 'z w'],
      ['d', 'e f'],
    ],
  ],
  ['ENV key  some "quoted" $text', [['key', 'some quoted $text']]],
  [
    'LABEL "a b"=c \\\n # no\n d=\'\'',
    [
      ['a b', 'c'],
      ['d', ''],
    ],
  ],
  [
    'ARG a b= c="d e"',
    [
      ['a', undefined],
      ['b', ''],
      ['c', 'd e'],
    ],
  ],
  ['EXPOSE 80 8000-8010/udp', ['80', '8000-8010/udp']],
  ['VOLUME /a /b', ['/a', '/b']],
  ['VOLUME ["/a b", "/c"]', ['/a b', '/c']],
  ['USER  a b ', ['a b']],
  ['WORKDIR "/a b"', ['/a b']],
  ['MAINTAINER "A" <a@b>', ['"A" <a@b>']],
  ['COPY a b /c/', ['shell', ['a', 'b'], '/c/']],
  ['ADD ["a b", "/c"]', ['exec', ['a b'], '/c']],
  ['HEALTHCHECK none', 'HEALTHCHECK'],
  ['HEALTHCHECK --interval=5s cmd curl -f x', 'curl -f x'],
  ['HEALTHCHECK CMD ["a"]', ['a']],
  ['SHELL ["a", "-c"]', ['a', '-c']],
])('%j', (text, expected) => {
  const file = parse(text);
  expect(file.instructions.map(told)).toEqual([expected, ...(text.endsWith('RUN b') ? ['b'] : [])]);
});

it.each<[string, string[]]>([
  ['', ['no-instructions']],
  ['# only a comment', ['no-instructions']],
  ['ARG a', ['no-stage']],
  ['RUN a\nFROM b', ['before-from']],
  ['FROM a b', ['from-arguments']],
  ['FROM a AS 1', ['stage-name']],
  ['FROM', ['missing-argument']],
  ['FROM a\nRUN a \\\n\n b', ['empty-continuation']],
  ['FROM a\nFOO b', ['unknown-instruction']],
  ['FROM a\n\\\n', ['unknown-instruction']],
  ['FROM a\nENV a', ['missing-argument']],
  ['FROM a\nENV a=1 b', ['missing-equals']],
  ['FROM a\nENV =1', ['blank-name']],
  ['FROM a\nENV a="b', ['unclosed-quote']],
  ['FROM a\nUSER ${a', ['bad-substitution']],
  [`FROM a\nUSER \${a@Q}`, ['bad-substitution']],
  ['FROM a\nRUN echo "', []],
  ['FROM a\nCOPY a', ['no-destination']],
  ['FROM a\nCOPY a <<EOF\nEOF', ['heredoc-destination']],
  ['FROM a\nRUN <<EOF\na', ['unclosed-heredoc']],
  ['FROM a\nCMD [1]', ['json-not-strings']],
  ['FROM a\nCMD [{"a": [true, null]}, -1e3]', ['json-not-strings']],
  ['FROM a\nCMD [{"a" [true]}]', []],
  ['FROM a\nSHELL a', ['shell-not-json']],
  ['FROM a\nVOLUME [""]', ['empty-path']],
  ['FROM a\nHEALTHCHECK a', ['healthcheck']],
  ['FROM a\nHEALTHCHECK --interval=5 CMD a', ['flag-value']],
  ['FROM a\nHEALTHCHECK --interval=5 NONE', []],
  ['FROM a\nRUN --mout=x a', ['unknown-flag']],
  ['FROM a\nCOPY --link=x --link --from=a --from=b a b', ['flag-value', 'duplicate-flag', 'duplicate-flag']],
  ['FROM a\nCOPY --exclude=a --exclude=b a b', []],
  ['FROM a\nONBUILD ONBUILD RUN a', ['onbuild-trigger']],
  ['FROM a\nONBUILD FROM b', ['onbuild-trigger']],
  ['#escape=x\nFROM a', ['invalid-escape']],
  ['#syntax=a\n#Syntax=b\nFROM a', ['duplicate-directive']],
])('problems of %j', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

it('an unknown keyword has its place and what was meant', () => {
  const [problem] = parse('FROM a\nRUM b').problems;
  expect(problem).toEqual({
    code: 'dockerfile/unknown-instruction',
    message: '"RUM" is no instruction; did you mean RUN?',
    span: { start: 7, end: 10 },
  });
});

it.each<[string, [string, string][], string]>([
  [
    '# syntax = docker/dockerfile:1 \n#ESCAPE=`\n# check=skip=all\nFROM a',
    [
      ['syntax', 'docker/dockerfile:1'],
      ['escape', '`'],
      ['check', 'skip=all'],
    ],
    '`',
  ],
  ['\ufeff# syntax=a\r\nFROM a', [['syntax', 'a']], '\\'],
  ['\n# syntax=a\nFROM a', [], '\\'],
  ['# hello\n# syntax=a\nFROM a', [], '\\'],
  ['#!/usr/bin/env x\n# syntax=a\n# escape=`\nFROM a', [['syntax', 'a']], '\\'],
  ['# syntax=iechor/dockerfile:1\nFROM a', [['syntax', 'iechor/dockerfile:1']], '\\'],
  ['//syntax=a/b\nsomething', [['syntax', 'a/b']], '\\'],
  ['{"x": 1, "syntax": "a/b"}', [['syntax', 'a/b']], '\\'],
])('directives of %j', (text, expected, sign) => {
  const file = parse(text);
  expect(file.directives.map(({ name, value }) => [name, value])).toEqual(expected);
  expect(file.directives.map(({ valueSpan }) => textOf(file, valueSpan))).toEqual(expected.map(([, value]) => value));
  expect(file.escape).toBe(sign);
});

it('the backtick continues lines when it is asked for', () => {
  const file = parse('#escape=`\nFROM a\nRUN dir C:\\ `\n /s\nCOPY a C:\\b\\');
  expect(file.instructions.slice(1).map(told)).toEqual(['dir C:\\  /s', ['shell', ['a'], 'C:\\b\\']]);
});

it('flags are words with quotes, and know their places', () => {
  const file = parse('FROM a\nRUN --mount=type=bind,target="/x y" \\\n  --network=none -- a --b');
  const run = file.instructions[1]!;
  expect(run.flags.map(({ name, value }) => [name, value?.value])).toEqual([
    ['mount', 'type=bind,target=/x y'],
    ['network', 'none'],
  ]);
  expect(run.flags.map(({ span }) => textOf(file, span))).toEqual([
    '--mount=type=bind,target="/x y"',
    '--network=none',
  ]);
  expect(textOf(file, run.argumentSpan)).toBe('a --b');
});

it('comments are kept, those inside of instructions too, and text is UTF-8', () => {
  const file = parse('# é \nFROM a\nRUN x \\\n # in\n y');
  expect(file.comments.map(({ text }) => text)).toEqual(['é', 'in']);
  expect(textOf(file, file.instructions[1]!.span)).toBe('RUN x \\\n # in\n y');
});

it('a trigger is an instruction of its own', () => {
  const file = parse('FROM a\nONBUILD  COPY --from=b c <<E /d\nx\nE\nRUN y');
  const onbuild = file.instructions[1]!;
  const trigger = onbuild.keyword === 'ONBUILD' ? onbuild.trigger : undefined;
  expect(trigger).toMatchObject({ keyword: 'COPY', isTrigger: true, destination: { value: '/d' } });
  expect(trigger && textOf(file, trigger.span)).toBe('COPY --from=b c <<E /d\nx\nE');
  expect(file.instructions).toHaveLength(3);
});
