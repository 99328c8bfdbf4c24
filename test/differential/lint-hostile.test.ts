import { expect, it } from 'vitest';
import { parseDockerfile } from '../../src/formats/dockerfile/parse-dockerfile.ts';
import { openShellParser } from '../../src/io/shell/tree-sitter-shell.ts';
import { lintRules } from '../../src/judgment/lint/index.ts';
import { chooseRules, defaultLintSettings } from '../../src/judgment/lint/parts/settings.ts';
import { lintDockerfile } from '../../src/scan/lint.ts';
import { generateDockerfile } from '../kit/dockerfile-grammar/generate.ts';
import { Random } from '../kit/dockerfile-grammar/random.ts';
import { rounds } from '../kit/rounds.ts';

const settings = { ...defaultLintSettings, enabled: lintRules.map(({ id }) => id) };
const job = {
  rules: chooseRules(lintRules, settings),
  heedsPragmas: true,
  settings,
  now: new Date('2026-01-01'),
  parseShell: await openShellParser(),
};

/** Number of findings. */
function lint(text: string): number {
  const { findings } = lintDockerfile(parseDockerfile(Buffer.from(text), 'Dockerfile'), job);
  return findings.length;
}

/** The text with a few of its bytes taken away, doubled, moved or replaced by what means something. */
function mutated(text: string, random: Random): string {
  const signs = [
    '\\',
    '\n',
    '"',
    "'",
    '$',
    '${',
    '`',
    '<<EOF\n',
    '#',
    ' ',
    '(',
    ')',
    '{',
    '}',
    '|',
    '&&',
    ';',
    '\t',
    '\r',
    '\0',
    '\u00ff',
    '[',
    ']',
    '=',
  ];
  let out = text;
  for (let left = 1 + random.below(8); left > 0; left--) {
    const at = random.below(out.length + 1);
    const length = random.below(12);
    const piece = random.chance(0.5)
      ? random.pick(signs)
      : random.chance(0.5)
        ? ''
        : out.slice(at, at + length).repeat(2);
    out = out.slice(0, at) + piece + out.slice(at + length);
  }
  return out;
}

it('no rule throws on what the grammar makes, or on what is left of it after an accident', () => {
  const random = new Random(7, 0);
  let found = 0;
  for (let index = 0; index < 600 * rounds; index++) {
    const text = generateDockerfile(3, index);
    for (const one of [text, mutated(text, random), mutated(text, random)]) found += lint(one);
  }
  expect(found).toBeGreaterThan(10_000);
});

const BYTES = 1 << 16;
const lines: readonly (readonly [what: string, line: string])[] = [
  ['FROM', 'FROM debian:12 AS build\n'],
  ['stages that build on each other', 'FROM build AS build\nCOPY --from=build / /x/\n'],
  ['ARG', 'ARG TOKEN=$FOO\n'],
  ['RUN', 'RUN apt-get update && apt-get install -y curl | tee log\n'],
  ['commands of one RUN', 'apt-get install -y curl && \\\n'],
  ['packages of one RUN', 'RUN apt-get install -y curl\\\n git \\\n'],
  ['words of one line', 'a '],
  ['a word without end', 'a'],
  ['quotes', '"a" \'b\' '],
  ['variables', '$FOO ${BAR:-$BAZ} '],
  ['open braces', '${a:-'],
  ['open parentheses', '$(a '],
  ['backticks', 'a `b` '],
  ['pipes', '| a '],
  ['if', 'if a; then b; fi; '],
  ['open if', 'if a; then '],
  ['heredocs', 'RUN <<EOF\nb $c\nEOF\n\n'],
  ['open heredocs', 'RUN <<EOF\n'],
  ['ENV', 'ENV A=$B B=$A\n'],
  ['pairs of one ENV', 'A=$A '],
  ['LABEL', 'LABEL a.b="c" D=e\n'],
  ['COPY', 'COPY --from=0 --chown=a:b a.tar.gz ./\n'],
  ['ADD', 'ADD https://example.com/a.tar.gz /x\n'],
  ['comments', '# hadolint ignore=DL3008\n'],
  ['comments of one RUN', '# a\n \\\n'],
  ['ports', 'EXPOSE 80 99999/TCP\n'],
  ['exec form', 'CMD ["a", "b"]\n'],
  ['words of one exec form', '"a", '],
  ['ONBUILD', 'ONBUILD RUN cd /x; rm $y\n'],
  ['SHELL', 'SHELL ["/bin/bash", "-c"]\nRUN a | b\n'],
  ['unknown', 'FOO bar\n'],
  ['nothing', '\n'],
  ['carriage returns', '\r'],
  ['zeros', '\0'],
];

it.each(lines)('64 KB of %s take no more than seconds', (_, line) => {
  const text = `FROM debian:12\n${/^[A-Z]+ |^#|^[\r\n]/.test(line) ? '' : 'RUN '}${line.repeat(Math.ceil(BYTES / line.length))}`;
  const before = process.threadCpuUsage();
  lint(text);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(4);
});
