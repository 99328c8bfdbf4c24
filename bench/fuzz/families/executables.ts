import { deflateSync } from 'node:zlib';
import { cargoAuditable } from '../../../src/contents/catalogers/cargo-auditable.ts';
import { goBinary } from '../../../src/contents/catalogers/go-binary.ts';
import { bytesAt, bytesOf } from '../../../src/formats/bytes/elf-executable.ts';
import { isPackedByUpx, parseExecutable } from '../../../src/formats/bytes/elf-pe-macho.ts';
import { isMadeByGo, parseGoBuildInfo } from '../../../src/formats/bytes/go-build-info.ts';
import {
  addressOf,
  executable,
  fat,
  framed,
  inlineBuildInfo,
  pointedBuildInfo,
  type TestExecutable,
} from '../../../src/formats/bytes/testdata/executables.ts';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import type { Family } from '../family.ts';
import { lyingHead, lyingTail } from '../mutators/headers.ts';
import { program } from '../seeds.ts';

const MODULES =
  'path\texample.com/x\nmod\texample.com/x\tv1.0.0\th1:x\ndep\tgolang.org/x/net\tv0.1.0\n=>\t./local\t\nbuild\tCGO_ENABLED=0\nbuild\t-ldflags="-s -w"\n';
const CRATES = JSON.stringify({
  packages: [
    { name: 'adler', version: '1.0.2', source: 'crates.io', dependencies: [1] },
    { name: 'x', version: '0.1.0', source: 'local', root: true, kind: 'build' },
  ],
});

function sectionsFor(format: TestExecutable['format']) {
  const info = format === 'macho' ? '__go_buildinfo' : '.go.buildinfo';
  return [
    { name: '.text', bytes: Buffer.from('\xff Go build ID: "abc"', 'latin1'), executable: true },
    { name: info, bytes: inlineBuildInfo('go1.22.1', framed(MODULES)), writable: true },
    { name: '.dep-v0', bytes: deflateSync(CRATES) },
  ];
}

const seedsOf = (format: TestExecutable['format']): readonly Uint8Array[] => [
  executable({ format, sections: sectionsFor(format) }),
  executable({ format, wordBytes: 4, littleEndian: false, sections: sectionsFor(format) }),
  executable({
    format,
    sections: [
      { name: '.data', bytes: pointedBuildInfo('go1.17', framed(MODULES), addressOf(0), 8, true), writable: true },
    ],
    withoutNames: true,
  }),
];

function look(bytes: Uint8Array): unknown {
  const file = parseExecutable(bytes);
  if (file === undefined) return undefined;
  return {
    sections: file.sections,
    segments: file.segments,
    lengths: file.sections.slice(0, 50).map((section) => bytesOf(file, section).length),
    reached: file.sections.slice(0, 50).map(({ address }) => bytesAt(file, address)?.length),
    go: parseGoBuildInfo(file),
    isGo: isMadeByGo(file),
    isPacked: isPackedByUpx(file),
    // The catalogers see the very same bytes.
    cataloged: [goBinary, cargoAuditable].map((cataloger) =>
      catalogFiles<never>(cataloger as never, { 'usr/bin/x': bytes }),
    ),
  };
}

const family = (id: string, seeds: () => readonly Uint8Array[]): Family => ({
  id,
  nature: 'binary',
  seeds,
  mutators: [lyingHead(64), lyingHead(1024), lyingTail(1024), lyingHead(0x2400, 1)],
  run: look,
});

export const families = [
  family('elf', () => [...seedsOf('elf'), ...program('/bin/true', '/usr/bin/true')]),
  family('pe', () => seedsOf('pe')),
  family('macho', () => [...seedsOf('macho'), fat(...seedsOf('macho').slice(0, 2))]),
];
