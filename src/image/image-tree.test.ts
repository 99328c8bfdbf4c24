import { describe, expect, it } from 'vitest';
import { directory, type Entry, hardlink, symlink, tarOf, text } from '../../test/kit/tar.ts';
import { FileTable } from './file-table.ts';
import { ImageTree } from './image-tree.ts';
import { compileSelection } from './selection.ts';
import { tarPass } from './tar-pass.ts';

type Files = Record<string, string | Entry>;

function tableOf(files: Files): FileTable {
  const pass = tarPass(compileSelection([]));
  pass.push(
    tarOf(
      Object.entries(files).map(([name, entry]) => [name, typeof entry === 'string' ? text(entry) : entry] as const),
    ),
  );
  return new FileTable(pass.end().table);
}

function treeOf(...layers: Files[]): ImageTree {
  return ImageTree.statesOf(layers.map(tableOf)).at(-1)!;
}

/** `path@layer` of what is visible among the asked. */
function visible(tree: ImageTree, ...paths: string[]): string[] {
  return paths.flatMap((path) => {
    const entry = tree.lookup(path);
    return entry === undefined ? [] : [`${entry.path}@${entry.layer}`];
  });
}

describe('the merged file system of an image', () => {
  it('shows the last layer that wrote a path', () => {
    expect(visible(treeOf({ a: '1', b: '1' }, { a: '2' }), 'a', 'b', 'c')).toEqual(['a@1', 'b@0']);
  });

  it.each<[string, Files[], string[]]>([
    ['a whiteout hides a file', [{ 'd/a': '1', 'd/b': '1' }, { 'd/.wh.a': '' }], ['d/b@0']],
    ['a whiteout hides a directory and all below', [{ 'd/a': '1', 'd/b': '1' }, { '.wh.d': '' }], []],
    [
      'what is written after a whiteout of its parent shows',
      [{ 'd/a': '1', 'd/b': '1' }, { '.wh.d': '' }, { 'd/b': '3' }],
      ['d/b@2'],
    ],
    [
      'a whiteout and a new file of one layer: the file stays, in either order',
      [{ 'd/a': '1' }, { 'd/a': '2', 'd/.wh.a': '' }],
      ['d/a@1'],
    ],
    [
      'an opaque directory hides what lower layers have, not its own layer',
      [
        { 'd/a': '1', 'd/b': '1' },
        { 'd/b': '2', 'd/.wh..wh..opq': '' },
      ],
      ['d/b@1'],
    ],
    [
      'opaque, then added again in a later layer',
      [{ 'd/a': '1' }, { 'd/.wh..wh..opq': '' }, { 'd/a': '3' }],
      ['d/a@2'],
    ],
    ['a file in place of a directory hides what was below', [{ 'd/a': '1' }, { d: 'file' }], []],
    [
      'and a directory in its place later does not bring it back',
      [{ 'd/a': '1' }, { d: 'file' }, { 'd/': directory(), 'd/b': '3' }],
      ['d/b@2'],
    ],
    ['AUFS bookkeeping is nothing', [{ 'd/a': '1' }, { '.wh..wh.plnk/x': '', '.wh..wh.aufs': '' }], ['d/a@0']],
    ['a layer twice is two layers', [{ 'd/a': '1' }, { 'd/.wh.a': '' }, { 'd/a': '1' }], ['d/a@2']],
    ['an empty layer changes nothing', [{ 'd/a': '1' }, {}], ['d/a@0']],
    ['an opaque root hides everything below it', [{ 'd/a': '1' }, { '.wh..wh..opq': '', 'd/b': '2' }], ['d/b@1']],
  ])('%s', (_, layers, expected) => {
    expect(visible(treeOf(...layers), 'd/a', 'd/b')).toEqual(expected);
  });

  it('finds what a later layer wrote through a symlink of a lower one (usr-merge)', () => {
    const tree = treeOf({ bin: symlink('usr/bin'), 'usr/bin/ls': '1' }, { 'bin/curl': '2', 'bin/ls': '2' });
    expect(visible(tree, 'usr/bin/curl', 'bin/curl', 'usr/bin/ls')).toEqual([
      'usr/bin/curl@1',
      'usr/bin/curl@1',
      'usr/bin/ls@1',
    ]);
    expect(tree.resolve('bin/curl')).toBe('usr/bin/curl');
    expect(tree.resolveParent('bin/new')).toBe('usr/bin/new');
  });

  it('takes whiteouts through symlinked parents', () => {
    expect(visible(treeOf({ bin: symlink('usr/bin'), 'usr/bin/ls': '1' }, { 'bin/.wh.ls': '' }), 'usr/bin/ls')).toEqual(
      [],
    );
  });

  it('a directory entry over a symlink replaces it', () => {
    expect(
      visible(
        treeOf({ bin: symlink('usr/bin'), 'usr/bin/ls': '1' }, { 'bin/': directory(), 'bin/x': '2' }),
        'bin/x',
        'bin/ls',
      ),
    ).toEqual(['bin/x@1']);
  });

  it.each([
    ['relative', { 'a/link': symlink('../b/file'), 'b/file': 'x' }, 'a/link', 'b/file'],
    ['absolute', { 'a/link': symlink('/b/file'), 'b/file': 'x' }, 'a/link', 'b/file'],
    [
      'through a linked directory',
      { l: symlink('a'), 'a/link': symlink('../b/file'), 'b/file': 'x' },
      'l/link',
      'b/file',
    ],
    ['out of the root and in again', { 'a/link': symlink('../../../b/file'), 'b/file': 'x' }, 'a/link', 'b/file'],
    ['dangling', { link: symlink('nowhere') }, 'link', undefined],
    ['a loop', { a: symlink('b'), b: symlink('a') }, 'a', undefined],
    ['a loop through itself', { a: symlink('a/a') }, 'a/a', undefined],
    ['to a directory that only its files imply', { link: symlink('d/e'), 'd/e/f': 'x' }, 'link', 'd/e'],
  ] as const)('resolves a symlink that is %s', (_, files, path, expected) => {
    expect(treeOf(files as unknown as Files).resolve(path)).toBe(expected);
  });

  it('an opaque root hides what lies right below it too', () => {
    expect(visible(treeOf({ a: '1' }, { '.wh..wh..opq': '', b: '2' }), 'a', 'b')).toEqual(['b@1']);
  });

  it('a directory that a link to nowhere replaced is gone with all below', () => {
    expect(visible(treeOf({ 'd/a': '1' }, { d: symlink('nowhere') }), 'd/a', 'd')).toEqual(['d@1']);
  });

  it('what a layer wrote through a link of its own is where the link led', () => {
    const tree = treeOf({ d: directory(), l: symlink('d'), 'l/a': '1' });
    expect(visible(tree, 'l/a', 'd/a')).toEqual(['d/a@0', 'd/a@0']);
  });

  it('what was written through a link stays where it landed when the link is gone', () => {
    const tree = treeOf({ d: directory(), l: symlink('d') }, { 'l/a': '1' }, { '.wh.l': '' });
    expect(visible(tree, 'l/a', 'd/a')).toEqual(['d/a@1']);
    expect([tree.shows('l/a', 1), tree.shownAt('l/a', 1)]).toEqual([true, 'd/a']);
  });

  it('an entry below a directory that turned into a link is not that of the same name below its target', () => {
    const tree = treeOf({ 'x/a': '1', 'y/a': '2' }, { x: symlink('y') });
    expect([tree.shows('x/a', 0), tree.shows('y/a', 0)]).toEqual([false, true]);
  });

  it('a file between two directories of one name clears what came before', () => {
    const pass = tarPass(compileSelection([]));
    pass.push(
      tarOf([
        ['d/', directory()],
        ['d/a', text('1')],
        ['d', text('2')],
        ['d/', directory()],
        ['d/b', text('3')],
      ]),
    );
    const tree = ImageTree.statesOf([tableOf({ 'd/c': '0' }), new FileTable(pass.end().table)]).at(-1)!;
    expect(visible(tree, 'd/a', 'd/b', 'd/c')).toEqual(['d/b@1']);
  });

  it('a directory that only hidden entries imply is not there', () => {
    const tree = treeOf({ 'd/e/f': '1' }, { 'd/.wh.e': '' });
    expect([tree.resolve('d/e'), tree.resolve('d')]).toEqual([undefined, 'd']);
  });

  it('keeps mode, owner and link target of an entry', () => {
    const tree = treeOf({
      f: { type: 'file', content: Buffer.from('abc'), mode: 0o4755, uid: 7, gid: 8 },
      h: hardlink('f'),
    });
    expect(tree.lookup('f')).toEqual({ path: 'f', kind: 'file', mode: 0o4755, uid: 7, gid: 8, sizeBytes: 3, layer: 0 });
    expect(tree.lookup('h')).toMatchObject({ kind: 'hardlink', linkTarget: 'f' });
  });

  it('answers each of 200 layers and 5,000 paths', () => {
    const layers = Array.from({ length: 200 }, (_, i) => ({ [`l${i}/file`]: 'x', 'same/file': String(i) }));
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`dir${i % 70}/sub${i % 13}/f${i}`, '']));
    const tree = treeOf(many, ...layers);
    expect(tree.lookup('same/file')!.layer).toBe(200);
    for (let i = 0; i < 5000; i++) expect(tree.lookup(`dir${i % 70}/sub${i % 13}/f${i}`)?.layer).toBe(0);
  });
});
