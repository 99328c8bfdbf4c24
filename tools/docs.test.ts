import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFlags } from '../src/app/config/parts/flags.ts';
import { commands } from '../src/cli/index.ts';
import { findCommand } from '../src/cli/parts/find-command.ts';
import { commandLinesOf, relativeLinksOf } from './lib/markdown.ts';
import { filesBelow, root } from './lib/source-files.ts';

const atRoot = ['CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md'];
const pages = [
  ...atRoot.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  ...filesBelow('docs', '.md'),
  ...filesBelow('knowledge', '.md'),
];
const readme = pages.find(({ path }) => path === 'README.md')?.text ?? '';

describe.each(pages)('$path', ({ path, text }) => {
  it('links to files that are there', () => {
    expect(relativeLinksOf(text).filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
  });

  it('shows commands with options that there are', async () => {
    for (const words of commandLinesOf(text)) {
      const { command, rest } = findCommand(words, commands);
      const { options } = await command.load();
      expect(() => readFlags(rest, options, '.'), words.join(' ')).not.toThrow();
    }
  });
});

it('the README has a row for every command, and no other', () => {
  const told = [...readme.matchAll(/^\| `plimsoll ([a-z]+(?: [a-z]+)*)/gm)].map(([, words]) =>
    words?.replace(' ', '-'),
  );
  expect(told.sort()).toEqual(commands.map(({ id }) => id));
});

it('.ci/run runs the test command of the README', () => {
  const command = /^```\n(.*npm test)\n```/m.exec(readme)?.[1] ?? 'no test command';
  expect(readFileSync(join(root, '.ci/run'), 'utf8').split('\n')).toContain(command);
});

it('pages are read as they are meant', () => {
  const page = [
    '[a](b.md#c) [d](https://e.org) `[x](y)`',
    '```',
    '$ plimsoll cves image.tar --only-fixed | less  # what for',
    './plimsoll scan "a" > out.txt',
    'not plimsoll scan',
    '```',
    'plimsoll outside',
  ].join('\n');
  expect(relativeLinksOf(page)).toEqual(['b.md']);
  expect(commandLinesOf(page)).toEqual([
    ['cves', 'image.tar', '--only-fixed'],
    ['scan', 'a'],
  ]);
});
