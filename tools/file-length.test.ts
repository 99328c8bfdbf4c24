import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { filesBelow } from './lib/source-files.ts';

const MAX_LINES = 300;

/** Tables: longer than the limit, because cutting them in two would make them harder to read. */
const tables: Readonly<Record<string, string>> = {
  'src/judgment/lint/index.ts': 'the list of the rules',
  'src/model/report-json.ts': 'every key of the report as JSON, in the order of DESIGN §7.1',
};

const files = ['src', 'test', 'tools', 'bench'].flatMap((folder) => filesBelow(folder, '.ts'));
const linesOf = (text: string): number => text.split('\n').length - 1;

it(`no source file is longer than ${MAX_LINES} lines, tables aside`, () => {
  const long = files
    .filter(({ path }) => path.startsWith('src/'))
    .filter(({ path, text }) => linesOf(text) > MAX_LINES && tables[path] === undefined)
    .map(({ path, text }) => `${path} has ${linesOf(text)} lines`);
  expect(long.join('\n')).toBe('');
});

it('every table that is excused is there, and needs the excuse', () => {
  for (const path of Object.keys(tables)) {
    const text = files.find((file) => file.path === path)?.text ?? '';
    expect([path, linesOf(text) > MAX_LINES]).toEqual([path, true]);
  }
});

it('files are named in kebab-case', () => {
  const odd = files.filter(
    ({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|fixture|d))?\.ts$/.test(posix.basename(path)),
  );
  expect(odd.map(({ path }) => path).join('\n')).toBe('');
});

it('no file is named by what it is good for', () => {
  const vague = files.filter(({ path }) => /^(utils?|helpers?|common|manager|services?)\b/.test(posix.basename(path)));
  expect(vague.map(({ path }) => path).join('\n')).toBe('');
});
