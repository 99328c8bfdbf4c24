import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { walkTree } from './walk-tree.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const root = join(directory, 'root');
mkdirSync(join(root, 'a/b'), { recursive: true });
writeFileSync(join(directory, 'secret'), 'outside');
writeFileSync(join(root, 'a/b/file'), 'content');
writeFileSync(join(root, 'empty'), '');
symlinkSync('../secret', join(root, 'out'));
symlinkSync('a', join(root, 'in'));

const nothing = () => {
  throw new Error('nothing is unreadable here');
};

describe('a walk over a directory', () => {
  it('names every entry, parents first, and never follows a link', () => {
    const seen = [...walkTree(root, nothing)].map(({ name, kind, linkName }) => [name, kind, linkName]);
    expect(seen).toEqual([
      ['a', 'directory', ''],
      ['a/b', 'directory', ''],
      ['a/b/file', 'file', ''],
      ['empty', 'file', ''],
      ['in', 'symlink', 'a'],
      ['out', 'symlink', '../secret'],
    ]);
  });

  it('gives the first bytes of a file', () => {
    const file = [...walkTree(root, nothing)].find(({ name }) => name === 'a/b/file')!;
    expect([4, 100].map((bytes) => Buffer.from(file.read(bytes)).toString())).toEqual(['cont', 'content']);
  });

  it('a file that became a link meanwhile is unreadable, not followed', () => {
    const late = join(directory, 'late');
    mkdirSync(late);
    writeFileSync(join(late, 'file'), 'x');
    const missed: string[] = [];
    const [entry] = walkTree(late, (path, why) => missed.push(`${path} ${why}`));
    rmSync(join(late, 'file'));
    symlinkSync('../secret', join(late, 'file'));
    expect([entry!.read(10).length, missed]).toEqual([0, ['file ELOOP']]);
  });

  it.each([
    ['that is not there', join(directory, 'nowhere'), 'image/not-found'],
    ['that is a file', join(directory, 'secret'), 'image/unreadable'],
  ])('a directory %s is an error', (_, path, code) => {
    expect(() => [...walkTree(path, nothing)]).toThrow(expect.objectContaining({ code }));
  });
});
