import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../formats/dockerfile/parse-dockerfile.ts';
import { openShellParser } from '../../../io/shell/tree-sitter-shell.ts';
import { contextsOf } from './contexts.ts';
import { eachInstruction } from './each-instruction.ts';
import { programsOf } from './programs.ts';

const parseShell = await openShellParser();
const settings = { trustedRegistries: [], labelSchema: {}, strictLabels: false };

function programs(line: string): string[] {
  const file = parseDockerfile(Buffer.from(`FROM x\n${line}`), 'Dockerfile');
  const context = contextsOf(file, { settings, parseShell, now: new Date(0) });
  const rule = { id: 'x', level: 'info' as const, title: '', why: '', aliases: [], check: () => [] };
  return [...eachInstruction(file)]
    .flatMap((one) => programsOf(one, context({ rule, options: undefined, level: 'info' })))
    .map(({ name, args }) => [name, ...args.map(({ text }) => text)].join(' '));
}

describe('programsOf', () => {
  it.each([
    ['RUN a b && /usr/bin/c "d e"', ['a b', 'c d e']],
    ['RUN sudo -E -u root env A=b curl -k x', ['curl -k x']],
    ['RUN timeout -k 5 30 wget x', ['wget x']],
    ['RUN cat x | xargs -n 1 rm -f', ['cat x', 'rm -f']],
    ['RUN exec nice -n 5 a', ['a']],
    ['RUN X=1 Y=2', []],
    ['RUN ["sudo", "a", "b c"]', ['a b c']],
    ['CMD a', ['a']],
    ['HEALTHCHECK CMD a b', ['a b']],
    ['ONBUILD RUN a b', ['a b']],
    ['RUN sudo', ['sudo']],
    ['RUN env', ['env']],
    ['COPY a b', []],
    ['RUN echo $(a b)', ['echo $(a b)', 'a b']],
  ])('%j', (line, expected) => expect(programs(line)).toEqual(expected));
});
