import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { confinedPath } from './confined-path.ts';

const directory = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-confined-')));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const root = join(directory, 'root');
mkdirSync(join(root, 'a/b'), { recursive: true });
writeFileSync(join(root, 'a/b/file'), '');
writeFileSync(join(directory, 'secret'), '');
symlinkSync(root, join(directory, 'alias'));
for (const [name, target] of [
  ['inside', 'a/b/file'],
  ['back', 'a/../a/./b'],
  ['absolute', join(root, 'a')],
  ['through-alias', join(directory, 'alias/a/b/file')],
  ['out', '../secret'],
  ['far-out', '/etc/passwd'],
  ['in-and-out', '../root/a/b/file'],
  ['sibling', `${root}-other/x`],
  ['loop', 'loop'],
  ['dangling', 'nowhere'],
  ['to-out', 'out'],
  ['a/up', '../../secret'],
] as const)
  symlinkSync(target, join(root, name));

it.each<[string, string | undefined]>([
  ['a/b/file', join(root, 'a/b/file')],
  ['inside', join(root, 'a/b/file')],
  ['back/file', join(root, 'a/b/file')],
  ['absolute/b/file', join(root, 'a/b/file')],
  ['through-alias', 'outside'],
  ['out', 'outside'],
  ['far-out', 'outside'],
  ['to-out', 'outside'],
  ['in-and-out', 'outside'],
  ['a/up', 'outside'],
  ['sibling', 'outside'],
  ['../secret', 'outside'],
  ['loop', undefined],
  ['dangling', undefined],
  ['a/b/file/below', undefined],
])('%s', async (path, expected) => {
  expect(await confinedPath(root, path)).toBe(expected);
});

it('a directory that is itself named by a link counts by both of its names', async () => {
  expect(await confinedPath(join(directory, 'alias'), 'through-alias')).toBe(join(root, 'a/b/file'));
  expect(await confinedPath(join(directory, 'alias'), 'absolute')).toBe(join(root, 'a'));
  expect(await confinedPath(join(directory, 'nowhere'), 'x')).toBeUndefined();
});
