import { describe, expect, it } from 'vitest';
import { violations } from '../../../../test/kit/lint.ts';
import { customRule } from './custom-rule.ts';

const rule = (expression: string, more: Record<string, string> = {}) =>
  customRule({ fields: { id: 'own-rule', expression, ...more }, path: 'plimsoll.yaml', line: 4, expressionLine: 6 });

const FILE = `ARG V=12
FROM debian:\${V} AS base
USER app
ENV PASSWORD=x HOME=/app
FROM base
COPY --chown=1:2 a b /srv/
RUN apt-get update && curl -fsSL "https://x"
CMD ["node", "main.js"]
ONBUILD RUN rm /x
`;

describe('an expression sees', () => {
  it.each([
    ['instruction.keyword == "FROM" && stage.image == "debian:12"', [2]],
    ['instruction.keyword == "COPY" && instruction.flags["chown"] == "1:2"', [6]],
    ['instruction.sources == ["a", "b"] && instruction.destination == "/srv/"', [6]],
    ['"PASSWORD" in instruction.pairs && instruction.pairs["PASSWORD"] == "x"', [4]],
    ['instruction.commands.exists(c, c.name == "curl" && "-fsSL" in c.args)', [7]],
    ['instruction.commands.exists(c, c.text.startsWith("rm") && c.line == 9)', [9]],
    ['instruction.form == "exec" && instruction.words[0] == "node"', [8]],
    ['instruction.isTrigger', [9]],
    ['stage.isFinal && stage.user == "app" && instruction.keyword == "CMD"', [8]],
    ['stage.name == "base" && instruction.line > 3', [4]],
    ['file.stages == 2 && instruction.keyword == "ARG"', [1]],
    ['instruction.text.matches("^apt-get .*https")', [7]],
  ])('%s', (expression, lines) => {
    expect(violations(rule(expression), FILE).map(([line]) => line)).toEqual(lines);
  });
});

it('says what is written, and what to do', () => {
  const [first] = violations(rule('instruction.keyword == "CMD"', { message: 'no CMD', fix: 'use ENTRYPOINT' }), FILE);
  expect(first?.[2]).toBe('no CMD; use ENTRYPOINT');
});

describe('what cannot be used is told with its place', () => {
  it.each([
    ['instruction.kyword == "a"', {}, 'line 6, cannot be used: expression, column 13: No such key: kyword'],
    ['true &&\n  instruction.keyword ==', {}, 'line 7, cannot be used: expression, column 25'],
    ['instruction.keyword', {}, 'it gives string, and has to give bool'],
    ['instruction.keyword + 1 == 2', {}, 'no such overload'],
    ['nothing', {}, 'Unknown variable: nothing'],
    ['true', { id: 'Own Rule' }, 'line 4, cannot be used: id'],
    ['true', { severity: 'bad' }, 'severity: it takes error, warning, info, style'],
    ['', {}, 'expression: there is none'],
  ])('%j %j', (expression, more, text) => {
    expect(() => rule(expression, more as Record<string, string>)).toThrow(text);
  });

  it('also when it fails on an instruction', () => {
    expect(() => violations(rule('instruction.flags["x"] == "y"'), FILE)).toThrow('line 6, cannot be used');
  });
});
