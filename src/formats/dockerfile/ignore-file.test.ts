import { expect, it } from 'vitest';
import { ignoreFileNamesOf, parseIgnoreFile } from './ignore-file.ts';

it.each<[string, readonly string[], readonly string[]]>([
  ['*/temp*', ['a/temp', 'a/temporary.txt'], ['temp', 'a/b/temp']],
  ['*/*/temp*', ['a/b/temporary'], ['a/temp']],
  ['temp?', ['tempa', 'tempb'], ['temp', 'tempaa', 'temp/']],
  ['**/*.go', ['a.go', 'a/b/c.go'], ['a.gox', 'go']],
  ['**', ['a', 'a/b'], ['.']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'ab']],
  ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/xb', 'ab']],
  ['**foo', ['foo', 'xfoo', 'a/xfoo'], ['foox']],
  ['**/foo', ['foo', 'a/foo', 'a/foo/b'], ['xfoo']],
  ['/a/b/', ['a/b', 'a/b/c'], ['b', 'x/a/b']],
  ['./a/../b', ['b', 'b/c'], ['a']],
  ['a', ['a', 'a/b/c'], ['b/a']],
  ['*.md\n!README.md', ['a.md'], ['README.md']],
  ['*.md\n!README*.md\nREADME-secret.md', ['a.md', 'README-secret.md'], ['README.md']],
  ['*.md\nREADME-secret.md\n!README*.md', ['a.md'], ['README-secret.md']],
  ['*\n!src/**', ['a', 'src'], ['src/a', 'src/a/b']],
  ['a\n!a/b', ['a', 'a/c'], ['a/b', 'a/b/c']],
  ['# a\n a \n #b', ['a', '#b'], ['b']],
  ['\ufeffa\r\nb\r\n', ['a', 'b'], ['c']],
  ['[a-c]x\n[^d]y', ['ax', 'cx', 'ay'], ['dx', 'dy']],
  ['a\\*b', ['a*b'], ['axb']],
  ['é?', ['éé'], ['é']],
  ['.', [], ['a', '.']],
  ['', [], ['a']],
])('%j', (text, ignored, kept) => {
  const file = parseIgnoreFile(Buffer.from(text));
  expect(file.malformed).toEqual([]);
  expect(ignored.filter((path) => !file.ignores(path))).toEqual([]);
  expect(kept.filter((path) => file.ignores(path))).toEqual([]);
});

it('malformed lines have their place, and tell nothing', () => {
  const file = parseIgnoreFile(Buffer.from('a\n[b\n!\n'));
  expect(file.malformed).toEqual([
    { start: 2, end: 4 },
    { start: 5, end: 6 },
  ]);
  expect(file.rules.map(({ pattern }) => pattern)).toEqual(['a']);
});

it('patterns of many stars take no longer than others', () => {
  const file = parseIgnoreFile(Buffer.from(`${'*a'.repeat(500)}b`));
  expect(file.ignores('a'.repeat(4000))).toBe(false);
});

it("a Dockerfile's own ignore file comes before the context's", () => {
  expect(ignoreFileNamesOf('x/a.Dockerfile')[0]).toBe('x/a.Dockerfile.dockerignore');
});
