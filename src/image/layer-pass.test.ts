import { describe, expect, it } from 'vitest';
import { directory, type Entry, hardlink, symlink, tarOf, text } from '../../test/kit/tar.ts';
import type { FileSelector, LayerFile, Reader } from '../model/reader.ts';
import { FileTable } from './file-table.ts';
import type { PassResult } from './layer-pass.ts';
import { compileSelection } from './selection.ts';
import { tarPass } from './tar-pass.ts';

function reader(
  id: string,
  selects: readonly FileSelector[],
  read: Reader<unknown>['read'] = ({ bytes }) => Buffer.from(bytes).toString(),
): Reader<unknown> {
  return { id, version: 1, selects, read };
}

function run(readers: readonly Reader<unknown>[], entries: readonly (readonly [string, string | Entry])[]): PassResult {
  const pass = tarPass(compileSelection(readers));
  const tar = tarOf(entries.map(([name, entry]) => [name, typeof entry === 'string' ? text(entry) : entry] as const));
  for (let at = 0; at < tar.length; at += 1000) pass.push(tar.subarray(at, at + 1000));
  return pass.end();
}

const maxBytes = 1 << 20;
const elf = `\x7fELF\0${'x'.repeat(600)}`;

describe('one pass over a layer', () => {
  it.each<[string, FileSelector, string[]]>([
    ['path', { path: 'etc/os-release', maxBytes }, ['etc/os-release']],
    ['basename', { basename: 'package.json', maxBytes }, ['a/package.json', 'package.json']],
    ['glob', { basenameGlob: '*.d?b', maxBytes }, ['x.deb', 'x.dub']],
    ['suffix', { suffix: '.jar', maxBytes }, ['lib/a.jar']],
    ['parent', { parent: 'var/lib', maxBytes }, ['var/lib/f']],
    ['parent and suffix', { parent: 'lib', suffix: '.jar', maxBytes }, ['lib/a.jar']],
    ['under', { under: 'var', maxBytes }, ['var/lib/deep/g', 'var/lib/f']],
    ['under and suffix', { under: 'var', suffix: 'g', maxBytes }, ['var/lib/deep/g']],
    ['magic', { magic: 'elf', maxBytes }, ['bin/prog']],
    [
      'text',
      { text: true, maxBytes: 3 },
      [
        'a/package.json',
        'etc/os-release',
        'lib/a.jar',
        'package.json',
        'var/lib/deep/g',
        'var/lib/f',
        'variable',
        'x.deb',
        'x.dub',
      ],
    ],
  ])('selects by %s', (_, selector, expected) => {
    const plain = [
      'etc/os-release',
      'a/package.json',
      'package.json',
      'x.deb',
      'x.dub',
      'lib/a.jar',
      'var/lib/f',
      'var/lib/deep/g',
      'variable',
    ];
    const entries = [
      ...plain.map((name) => [name, 'text'] as const),
      ['bin/prog', `${elf}\0`] as const,
      ['empty', ''] as const,
    ];
    expect(run([reader('r', [selector])], entries).facts[0]!.map(([path]) => path)).toEqual(expected);
  });

  it('hands each reader its own cap and says when a file was cut', () => {
    const seen: [number, boolean][] = [];
    const look = ({ bytes, truncated }: LayerFile) => void seen.push([bytes.length, truncated]);
    run(
      [reader('a', [{ path: 'f', maxBytes: 5 }], look), reader('b', [{ path: 'f', maxBytes: 5000 }], look)],
      [['f', 'x'.repeat(3000)]],
    );
    expect(seen).toEqual([
      [5, true],
      [3000, false],
    ]);
  });

  it('gives companions of the same directory, empty ones and such as come later', () => {
    const companions = ({ companions: found }: LayerFile) => [...found].map(([name, bytes]) => [name, bytes.length]);
    const r = reader('r', [{ basename: 'db', maxBytes, companions: ['db-wal', 'flag'] }], companions);
    expect(
      run(
        [r],
        [
          ['x/db', 'main'],
          ['x/db-wal', 'log'],
          ['x/flag', ''],
          ['y/db-wal', 'other'],
          ['y/db', 'm'],
        ],
      ).facts[0],
    ).toEqual([
      [
        'x/db',
        [
          ['db-wal', 3],
          ['flag', 0],
        ],
      ],
      ['y/db', [['db-wal', 5]]],
    ]);
  });

  it('the last entry of a path counts', () => {
    const { facts, table } = run(
      [reader('r', [{ path: 'f', maxBytes }])],
      [
        ['f', 'first'],
        ['./f', 'second'],
      ],
    );
    expect(facts[0]).toEqual([['f', 'second']]);
    expect(new FileTable(table).rows).toBe(2);
    expect(
      run(
        [reader('r', [{ path: 'f', maxBytes }])],
        [
          ['f', 'first'],
          ['f', symlink('g')],
        ],
      ),
    ).toMatchObject({ facts: [[]], wants: [{ path: 'f', target: 'g', symlink: true }] });
  });

  it('asks for what links lead to', () => {
    const { wants } = run(
      [reader('r', [{ basename: 'f', maxBytes }])],
      [
        ['store/1', 'x'],
        ['a/f', hardlink('./store/1')],
        ['b/f', symlink('../store/1')],
      ],
    );
    expect(wants).toEqual([
      { reader: 0, path: 'a/f', target: 'store/1', symlink: false },
      { reader: 0, path: 'b/f', target: '../store/1', symlink: true },
    ]);
  });

  it('a reader that throws costs its fact, not the scan', () => {
    const bad = reader('bad', [{ path: 'f', maxBytes }], () => {
      throw new Error('boom');
    });
    const result = run([bad, reader('good', [{ path: 'f', maxBytes }])], [['f', 'x']]);
    expect(result.facts).toEqual([[], [['f', 'x']]]);
    expect(result.diagnostics).toMatchObject([
      { reader: 0, diagnostic: { code: 'contents/reader-failed', path: 'f' } },
    ]);
  });

  it('keeps a path inside that tries to leave the root, and says so', () => {
    const result = run([reader('r', [{ path: 'etc/passwd', maxBytes }])], [['../../etc/passwd', 'x']]);
    expect(result.facts[0]).toEqual([['etc/passwd', 'x']]);
    expect(result.diagnostics.map(({ diagnostic }) => diagnostic.code)).toEqual(['image/path-leaves-root']);
  });
});

describe('the file table', () => {
  it('gives back every row as it went in', () => {
    const names = Array.from({ length: 500 }, (_, i) => `dir${i % 7}/ünï-${'x'.repeat(i % 40)}-😀${i}`);
    const entries = names.map(
      (name, i) => [name, i % 5 === 0 ? symlink(`to/${i}`) : i % 3 === 0 ? directory() : `body ${i}`] as const,
    );
    const table = new FileTable(run([], entries).table);
    expect([...table.paths()]).toEqual(names);
    names.forEach((name, i) => {
      const row = table.find(name);
      expect(row).toBe(i);
      expect(table.row(row)).toMatchObject({
        path: name,
        kind: i % 5 === 0 ? 'symlink' : i % 3 === 0 ? 'directory' : 'file',
      });
    });
    expect(table.find('dir0')).toBe(-1);
    expect(table.impliesDirectory('dir0')).toBe(true);
    expect(table.impliesDirectory('dir9')).toBe(false);
  });

  it('takes less than 40 bytes a row beside new parts of paths', () => {
    const entries = Array.from(
      { length: 10_000 },
      (_, i) => [`usr/lib/node_modules/package${Math.floor(i / 50)}/file${i}.js`, ''] as const,
    );
    expect(run([], entries).table.length / 10_000).toBeLessThan(40);
  });

  it('refuses bytes that are none', () => {
    expect(() => new FileTable(new Uint8Array(100))).toThrow(expect.objectContaining({ code: 'cache/corrupt' }));
  });
});
