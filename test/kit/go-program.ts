import { executable, framed, inlineBuildInfo } from '../../src/formats/bytes/testdata/executables.ts';

/** The smallest ELF file that Go's build information makes a Go program, with these modules linked in. */
export function goProgram(modules: readonly (readonly [path: string, version: string])[]): Uint8Array {
  const lines = [
    'path\texample.com/tool',
    'mod\texample.com/tool\t(devel)\t',
    ...modules.map(([path, version]) => `dep\t${path}\t${version}\th1:x=`),
    '',
  ];
  return executable({
    format: 'elf',
    sections: [
      { name: '.text', bytes: Buffer.from('\xff Go build ID: "x"', 'latin1'), executable: true },
      { name: '.go.buildinfo', bytes: inlineBuildInfo('go1.26.8', framed(lines.join('\n'))), writable: true },
    ],
  });
}
