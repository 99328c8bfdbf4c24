import { expect, it } from 'vitest';
import { parseDockerfile } from '../../../formats/dockerfile/parse-dockerfile.ts';
import { openShellParser } from '../../../io/shell/tree-sitter-shell.ts';
import { contextsOf } from '../parts/contexts.ts';
import { defaultLintSettings } from '../parts/settings.ts';
import { toMultiStage } from './to-multi-stage.ts';

const parseShell = await openShellParser();

function convert(text: string) {
  const file = parseDockerfile(Buffer.from(text), 'Dockerfile');
  const context = contextsOf(file, { settings: defaultLintSettings, parseShell, now: new Date(0) });
  const rule = { id: 'x', level: 'info', title: '', why: '', aliases: [], check: () => [] } as const;
  return toMultiStage(file, context({ rule, options: undefined, level: 'info' }).shell);
}

const node = (lines: string, start = 'CMD ["node", "a.js"]') =>
  `FROM node:20\nWORKDIR /app\nCOPY . .\nRUN npm ci\n${lines}\n${start}\n`;

it.each([
  ['', 'the file has errors'],
  ['FROM node:20\nFROM node:20\n', 'the file has several stages already'],
  ['FROM $BASE\n', 'the base image is a variable'],
  ['FROM busybox\nWORKDIR /a\nCMD ["x"]\n', 'busybox is no image of .NET, Go, Java, Node, PHP, Python, Ruby or Rust'],
  ['FROM node:20\nRUN npm ci\nCMD ["node", "a"]\n', 'there is no WORKDIR for the application'],
  ['FROM node:20\nCOPY . .\nWORKDIR /app\nCMD ["node", "a"]\n', 'files are copied before there is a WORKDIR'],
  ['FROM node:20\nWORKDIR /app\nRUN npm ci\n', 'nothing says what the image starts'],
  ['FROM node:20\nARG D=/app\nWORKDIR $D\nCMD ["node", "a"]\n', '$D depends on variables'],
  [node('SHELL ["/bin/bash", "-c"]'), 'SHELL is not understood here'],
  [node('ONBUILD RUN a'), 'ONBUILD is not understood here'],
  [node('RUN ./configure'), 'what configure leaves behind is not known'],
  [node('RUN curl https://example.com/x | tar x'), 'what curl fetches goes where nobody can see'],
  [node('RUN cp a /usr/local/bin/a'), 'cp works in /usr/local/bin/a, outside of the application'],
  [node('RUN echo a > /etc/a'), '/etc/a is written by a RUN'],
  [
    node('RUN apt-get update && apt-get install -y libpq-dev'),
    'which library of libpq-dev the program loads is not known',
  ],
  [node('RUN apt-get update && useradd a'), 'a RUN makes a user and does other things too'],
  [node('RUN npm install -g pm2', 'CMD ["pm2", "start"]'), 'where pm2 comes from is not known'],
  [node('USER someone'), 'whether node:20-slim has the user someone is not known'],
  [node('', 'CMD ["sh", "-c", "node a.js"]'), 'the image starts a shell, and what that runs is not known'],
  [node('', 'CMD a && b'), 'CMD is more than one command'],
  [
    'FROM node:20-slim\nWORKDIR /app\nCOPY . .\nCMD ["node", "a.js"]\n',
    'nothing would stay behind in a stage of its own',
  ],
  ['FROM golang:1.22\nWORKDIR /a\nCOPY . .\nCMD ["go", "run", "."]\n', 'nothing is built with go build'],
  ['FROM golang:1.22\nWORKDIR /a\nCOPY . .\nRUN go build .\nCMD ["x"]\n', 'where x lies is not known'],
  ['FROM maven:3\nWORKDIR /a\nRUN mvn package\nCMD ["mvn", "exec:java"]\n', 'the image starts mvn, not java'],
  ['FROM maven:3\nWORKDIR /a\nRUN mvn package\nCMD java -cp . A\n', 'the image does not start one jar by its name'],
  ['FROM python:3\nWORKDIR /a\nRUN poetry install\nCMD ["python", "a"]\n', 'what poetry leaves behind is not known'],
  [
    'FROM python:3\nWORKDIR /a\nRUN pip install --user x\nCMD ["python", "a"]\n',
    'pip does not install into the environment that it is started in',
  ],
])('%j is left as it is: %s', (text, refused) => {
  expect(convert(text)).toEqual({ refused });
});

it.each([
  ['node:20', 'node:20-slim'],
  ['node:20.11.1-bookworm', 'node:20.11.1-bookworm-slim'],
  ['node:20@sha256:0', 'node:20@sha256:0'],
  ['registry.example.com/node:20', 'registry.example.com/node:20'],
  ['node', 'node'],
])('%s runs on %s: the version is never guessed', (image, runs) => {
  const made = convert(
    `FROM ${image}\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD ["node", "dist/a.js"]\n`,
  );
  expect('text' in made ? /\n\nFROM (\S+)/.exec(made.text)?.[1] : made).toBe(runs);
});

it('keeps line breaks, comments, and bytes that are no UTF-8', () => {
  const text = `# \xff\r\n${node('# why\r').replaceAll('\n', '\r\n').replaceAll('\r\r', '\r')}# end\r\n`;
  const file = parseDockerfile(Buffer.from(text, 'latin1'), 'Dockerfile');
  const made = toMultiStage(file, (one) =>
    one.keyword === 'RUN' && one.command.form === 'shell' ? parseShell(one.command.shell) : undefined,
  );
  if ('refused' in made) throw new Error(made.refused);
  expect(made.text).not.toMatch(/[^\r]\n/);
  for (const comment of ['# \xff', '# why', '# end']) expect(made.text).toContain(comment);
});
