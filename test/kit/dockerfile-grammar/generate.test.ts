import { expect, it } from 'vitest';
import { dockerfileGrammar, generateDockerfile } from './generate.ts';
import { expand, readGrammar } from './grammar.ts';
import { Random } from './random.ts';

const files = Array.from({ length: 3000 }, (_, index) => generateDockerfile(1, index));

it('only seed and index decide what a file says', () => {
  expect(generateDockerfile(1, 1234)).toBe(files[1234]);
  expect(new Set(files).size).toBe(files.length);
  expect(generateDockerfile(2, 1234)).not.toBe(files[1234]);
});

it('a grammar names nothing twice', () => {
  expect(() => readGrammar('a\n  x\nb\n  y\na\n  z\n')).toThrow('«a» twice');
  expect(readGrammar('# what\na\n  ε\n  ␠x⏎⇥«b»\n')).toEqual({ a: ['', ' x\n\t«b»'] });
});

it('every text of the grammar is well formed, and comes to an end', () => {
  const grammar = { ...dockerfileGrammar, esc: ['\\'] };
  for (const text of Object.values(grammar).flat())
    expect(expand(grammar, text, new Random(1, 1))).not.toMatch(/[«»ε⏎⇥␠]/);
});

it.each([
  'FROM',
  'ARG',
  'RUN',
  'CMD',
  'ENTRYPOINT',
  'SHELL',
  'COPY',
  'ADD',
  'ENV',
  'LABEL',
  'EXPOSE',
  'VOLUME',
  'USER',
  'WORKDIR',
  'STOPSIGNAL',
  'MAINTAINER',
  'HEALTHCHECK',
  'ONBUILD',
  'apt-get',
  'apt',
  'apk',
  'yum',
  'dnf',
  'microdnf',
  'zypper',
  'pip',
  'npm',
  'yarn',
  'pnpm',
  'gem',
  'go',
  'cargo',
  'composer',
  '<<EOF',
  '# hadolint ignore',
  '--mount',
  '\r\n',
  '# escape=`',
])('%s is in some files, and not in all', (what) => {
  const share = files.filter((text) => text.includes(what)).length / files.length;
  expect(share).toBeGreaterThan(0.004);
  expect(share).toBeLessThan(1);
});
