import { describe, expect, it } from 'vitest';
import { parseExecutable } from './elf-pe-macho.ts';
import { isMadeByGo, parseGoBuildInfo } from './go-build-info.ts';
import { addressOf, executable, framed, inlineBuildInfo, pointedBuildInfo } from './testdata/executables.ts';

const MODULES = [
  'path\texample.com/tool',
  'mod\texample.com/tool\t(devel)\t',
  'dep\texample.com/a\tv1.0.0',
  '=>\t./a\t(devel)\t',
  'dep\texample.com/b\tv2.0.0+incompatible\th1:x=',
  'build\t-ldflags="-s -w"',
  'build\tGOOS=linux',
  '',
].join('\n');
const code = { name: '.text', bytes: Buffer.from('\xff Go build ID: "x"', 'latin1'), executable: true };

describe('parseGoBuildInfo', () => {
  const inline = inlineBuildInfo('go1.22.5', framed(MODULES));

  it.each([
    ['elf', 8, true],
    ['elf', 8, false],
    ['elf', 4, true],
    ['pe', 8, true],
    ['macho', 8, true],
  ] as const)(
    'reads the form since Go 1.18 in %s, %d bytes a word, little endian: %s',
    (format, wordBytes, littleEndian) => {
      const name = format === 'macho' ? '__go_buildinfo' : '.go.buildinfo';
      const file = executable({
        format,
        wordBytes,
        littleEndian,
        sections: [code, { name, bytes: inline, writable: true }],
      });
      expect(parseGoBuildInfo(parseExecutable(file)!)).toEqual({
        goVersion: 'go1.22.5',
        path: 'example.com/tool',
        main: { path: 'example.com/tool', version: '(devel)' },
        dependencies: [
          { path: 'example.com/a', version: 'v1.0.0', replacement: { path: './a', version: '(devel)' } },
          { path: 'example.com/b', version: 'v2.0.0+incompatible' },
        ],
        settings: new Map([
          ['-ldflags', '-s -w'],
          ['GOOS', 'linux'],
        ]),
      });
    },
  );

  it.each([
    [8, true],
    [8, false],
    [4, true],
    [4, false],
  ] as const)(
    'follows the pointers of the form before, %d bytes a word, little endian: %s',
    (wordBytes, littleEndian) => {
      const blob = pointedBuildInfo('go1.15.15', framed(MODULES), addressOf(1), wordBytes, littleEndian);
      const file = executable({
        format: 'elf',
        wordBytes,
        littleEndian,
        sections: [code, { name: '.go.buildinfo', bytes: blob, writable: true }],
      });
      expect(parseGoBuildInfo(parseExecutable(file)!)).toMatchObject({
        goVersion: 'go1.15.15',
        main: { path: 'example.com/tool' },
      });
    },
  );

  it('finds it at the start of the data when the sections have lost their names, on the 16-byte grid only', () => {
    const decoy = Buffer.concat([Buffer.from('12345678\xff Go buildinf:', 'latin1'), Buffer.alloc(26)]);
    const data = { name: '.data', bytes: Buffer.concat([decoy, inline]), writable: true };
    const file = executable({ format: 'elf', sections: [code, data], withoutNames: true });
    expect(parseGoBuildInfo(parseExecutable(file)!)?.goVersion).toBe('go1.22.5');
  });

  it('says no to lengths and pointers that lead outside', () => {
    const long = Buffer.from(inline);
    long[32] = 0xff;
    long[33] = 0xff;
    const wild = pointedBuildInfo('go1.15', framed(MODULES), 0x7777_0000, 8, true);
    for (const bytes of [long, wild, inline.subarray(0, 31), inline.subarray(0, 60)]) {
      const file = executable({ format: 'elf', sections: [code, { name: '.go.buildinfo', bytes, writable: true }] });
      expect(parseGoBuildInfo(parseExecutable(file)!)).toBeUndefined();
    }
  });
});

describe('isMadeByGo', () => {
  it('knows a Go program by its build id, and no other', () => {
    const of = (bytes: Uint8Array) =>
      isMadeByGo(
        parseExecutable(
          executable({ format: 'elf', sections: [{ name: '.text', bytes, executable: true }], withoutNames: true }),
        )!,
      );
    expect(of(code.bytes)).toBe(true);
    expect(of(Buffer.from('int main(void)'))).toBe(false);
  });
});
