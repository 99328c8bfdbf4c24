import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { expect, it } from 'vitest';
import { sharedDirectory } from '../../../test/kit/shared.ts';
import { parseDockerfile } from './parse-dockerfile.ts';
import { positionAt } from './position.ts';

/** Files that both of us must read alike; what the other parsers read otherwise than BuildKit is not among them. */
const written = [
  'FROM debian:12 AS build\nARG v=1\nENV a=1 b="2 3"\nRUN apt-get update && \\\n  # why\n  apt-get install -y x\nCOPY --from=0 /a /b\n',
  '# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nRUN dir `\n  /s\n',
  'ARG x\nFROM $x\r\nWORKDIR /a b\r\nUSER me\r\nEXPOSE 80 90/udp\r\n',
  'FROM a\nRUN <<EOF\necho FROM b\nEOF\nCMD ["x", "y"]\nHEALTHCHECK --interval=3s CMD x\n',
  'FROM a\nONBUILD RUN x\nLABEL a=b \\\n\n c=d\nVOLUME ["/x"]\nSTOPSIGNAL 9\nSHELL ["a"]\n',
];

const shared = sharedDirectory();
const truths = shared === undefined ? [] : readdirSync(join(shared, 'images/truth'));
const files = [
  ...written,
  ...truths
    .map((name) => join(shared!, 'images/truth', name, 'Dockerfile'))
    .filter(existsSync)
    .map((path) => readFileSync(path, 'utf8')),
];

it('another parser finds the same instructions in the same places', () => {
  for (const text of files) {
    const file = parseDockerfile(Buffer.from(text), 'x');
    const ours = file.instructions.map(({ keywordText, span }) => [
      keywordText.toUpperCase(),
      positionAt(file, span.start).line - 1,
      positionAt(file, span.end).line - 1,
    ]);
    const theirs = DockerfileParser.parse(text)
      .getInstructions()
      .map((one) => [one.getKeyword(), one.getRange().start.line, one.getRange().end.line]);
    expect(ours).toEqual(theirs);
    expect(file.problems.filter(({ code }) => code !== 'dockerfile/empty-continuation')).toEqual([]);
  }
});

const hadolint = spawnSync('hadolint', ['--version']).status === 0;

it.skipIf(!hadolint)(`hadolint reads what we read${hadolint ? '' : ' (skipped: needs hadolint)'}`, () => {
  // It stops at the line behind `RUN <<EOF … EOF`, and asks mounts for a target.
  for (const text of written.filter((one) => !one.includes('<<'))) expect(parseErrorsOf(text), text).toEqual([]);
});

/** Files that no parser can read. */
it.skipIf(!hadolint).each(['FROM a\nFOO b\n', 'FROM\n', 'FROM a\nENV a\n', 'FROM a\nRUN <<E\nx\n'])(
  `hadolint refuses %j as we do${hadolint ? '' : ' (skipped: needs hadolint)'}`,
  (text) => {
    expect(parseErrorsOf(text)).not.toEqual([]);
    expect(parseDockerfile(Buffer.from(text), 'x').problems).not.toEqual([]);
  },
);

/** DL1000 is a failure of its parser. */
function parseErrorsOf(text: string): unknown[] {
  const { stdout } = spawnSync('hadolint', ['--no-color', '--format', 'json', '-'], { input: text, encoding: 'utf8' });
  return (JSON.parse(stdout || '[]') as { code: string }[]).filter(({ code }) => code === 'DL1000');
}
