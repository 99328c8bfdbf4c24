import { describe, expect, it } from 'vitest';
import { canonicalPath, leavesRoot } from './entry-path.ts';

describe('a path of an archive', () => {
  it.each([
    ['a/b', 'a/b'],
    ['./a/b', 'a/b'],
    ['/a/b', 'a/b'],
    ['a//b/', 'a/b'],
    ['a/./b', 'a/b'],
    ['a/../b', 'b'],
    ['../../etc/passwd', 'etc/passwd'],
    ['.', ''],
    ['./', ''],
    ['', ''],
    ['..', ''],
    ['.hidden', '.hidden'],
    ['..b/c', '..b/c'],
    ['a/...', 'a/...'],
    ['a/.b/..c', 'a/.b/..c'],
  ])('%j becomes %j', (name, path) => expect(canonicalPath(name)).toBe(path));

  it('is refused when it is too long or too deep', () => {
    expect(canonicalPath('x'.repeat(5000))).toBeUndefined();
    expect(canonicalPath('a/'.repeat(600))).toBeUndefined();
  });

  it.each([
    ['../x', true],
    ['a/../../x', true],
    ['a/../x', false],
    ['..x', false],
    ['/../x', true],
  ])('%j leaves the root: %j', (name, leaves) => expect(leavesRoot(name)).toBe(leaves));
});
