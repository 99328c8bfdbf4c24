import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkWritable, writeOutputFile } from './output-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-output-'));
afterAll(() => rmSync(directory, { recursive: true }));
const at = (name: string) => join(directory, name);

it('replaces a file as a whole, through a link too', () => {
  writeFileSync(at('real'), 'old');
  symlinkSync('real', at('link'));
  writeOutputFile(at('link'), ['ne', 'w\n']);
  expect(readFileSync(at('real'), 'utf8')).toBe('new\n');
  expect(readdirSync(directory).sort()).toEqual(['link', 'real']);
});

it('leaves the old file, and nothing beside it, when the text cannot be made', () => {
  const broken = (function* () {
    yield 'half';
    throw new Error('broken');
  })();
  expect(() => writeOutputFile(at('real'), broken)).toThrow(expect.objectContaining({ code: 'report/unwritable' }));
  expect(readFileSync(at('real'), 'utf8')).toBe('new\n');
  expect(readdirSync(directory).sort()).toEqual(['link', 'real']);
});

it('writes to a device in place', () => {
  writeOutputFile('/dev/null', ['x']);
  checkWritable('/dev/null');
  expect(readFileSync('/dev/null', 'utf8')).toBe('');
});

it('tells beforehand where no file can be', () => {
  mkdirSync(at('folder'));
  checkWritable(at('new'));
  for (const path of [at('folder'), at('absent/file'), at('real/file')])
    expect(() => checkWritable(path), path).toThrow(expect.objectContaining({ code: 'report/unwritable' }));
});
