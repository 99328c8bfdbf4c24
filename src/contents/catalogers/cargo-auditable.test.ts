import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import { describeCataloger } from '../../../test/kit/reader-contract.ts';
import { imageFiles, reasonToSkip, sharedDirectory, truthOf } from '../../../test/kit/shared.ts';
import { executable, type TestExecutable } from '../../formats/bytes/testdata/executables.ts';
import { cargoAuditable } from './cargo-auditable.ts';

const LIST = {
  packages: [
    { name: 'tool', version: '1.0.0', source: 'local', dependencies: [1, 2], root: true },
    { name: 'serde', version: '1.0.1', source: 'crates.io', dependencies: [3] },
    { name: 'cc', version: '1.0.2', source: 'crates.io', kind: 'build' },
    { name: 'itoa', version: '0.4.8', source: 'crates.io' },
  ],
};

function program(list: string | Uint8Array, format: TestExecutable['format'] = 'elf'): Uint8Array {
  return executable({ format, sections: [{ name: '.dep-v0', bytes: deflateSync(list) }] });
}

function catalog(bytes: Uint8Array) {
  const { packages, diagnostics } = catalogFiles(cargoAuditable, { 'usr/bin/tool': bytes });
  return {
    packages: packages.map(({ name, version, relation, dev }) => [name, version, relation, dev ?? false]),
    codes: diagnostics.map(({ code }) => code),
  };
}

describeCataloger(cargoAuditable, [{ path: 'usr/bin/tool', bytes: program(JSON.stringify(LIST)) }]);

describe('cargoAuditable', () => {
  it.each(['elf', 'pe', 'macho'] as const)('reads the list of an %s file', (format) => {
    expect(catalog(program(JSON.stringify(LIST), format))).toEqual({
      packages: [
        ['tool', '1.0.0', 'root', false],
        ['serde', '1.0.1', 'direct', false],
        ['cc', '1.0.2', 'direct', true],
        ['itoa', '0.4.8', 'transitive', false],
      ],
      codes: [],
    });
  });

  it.each<[string, Uint8Array]>([
    [
      'is not compressed',
      executable({ format: 'elf', sections: [{ name: '.dep-v0', bytes: Buffer.from('{"packages":[]}') }] }),
    ],
    ['is no JSON', program('{"packages":')],
    ['has no packages', program('{}')],
    ['inflates without end', program(new Uint8Array(16 << 20))],
  ])('says so when the list %s', (_, bytes) => {
    expect(catalog(bytes)).toEqual({ packages: [], codes: ['catalogers/cargo-auditable-unreadable'] });
  });

  it('says so when a Rust program has no list', () => {
    const rodata = { name: '.rodata', bytes: Buffer.from('/rustc/0123456789/library/core/src/panicking.rs') };
    expect(catalog(executable({ format: 'elf', sections: [rodata] })).codes).toEqual(['catalogers/rust-no-audit-data']);
    const comment = { name: '.comment', bytes: Buffer.from('rustc version 1.80.0') };
    expect(catalog(executable({ format: 'elf', sections: [comment] })).codes).toEqual([
      'catalogers/rust-no-audit-data',
    ]);
    expect(
      catalog(executable({ format: 'elf', sections: [{ name: '.rodata', bytes: Buffer.from('C') }] })).codes,
    ).toEqual([]);
  });
});

describe.skipIf(sharedDirectory() === undefined)(
  `cargoAuditable finds what rust-audit-info finds${reasonToSkip()}`,
  () => {
    it('in rust-cli:scratch', async () => {
      const { packages, diagnostics } = catalogFiles(cargoAuditable, await imageFiles('rust-cli:scratch', () => true));
      const told = packages.map(
        ({ name, version, dev, locations }) => `${locations[0]!.path} ${name} ${version} ${dev ? 'build' : ''}`,
      );
      const truth = truthOf('rust-cli:scratch').filter(({ note }) => note !== 'no audit data');
      expect(told.sort()).toEqual(
        truth
          .map(({ path, name, version, note }) => `${path} ${name} ${version} ${note === 'build' ? note : ''}`)
          .sort(),
      );
      expect(packages.filter(({ relation }) => relation === 'root').map(({ name }) => name)).toEqual(['tide-table']);
      expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
        'catalogers/rust-no-audit-data usr/bin/moor',
      ]);
    });
  },
);
