import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { catalogFiles } from '../../../test/kit/catalog.ts';
import { describeCataloger } from '../../../test/kit/reader-contract.ts';
import { imageFiles, reasonToSkip, sharedDirectory, truthOf } from '../../../test/kit/shared.ts';
import { executable, framed, inlineBuildInfo, type TestSection } from '../../formats/bytes/testdata/executables.ts';
import { goBinary } from './go-binary.ts';

const code = { name: '.text', bytes: Buffer.from('\xff Go build ID: "x"', 'latin1'), executable: true };

function program(version: string, modules: string): Uint8Array {
  const info = { name: '.go.buildinfo', bytes: inlineBuildInfo(version, framed(modules)), writable: true };
  return executable({ format: 'elf', sections: [code, info] });
}

/** `name version relation` of each package, and the codes of the diagnostics. */
function catalog(bytes: Uint8Array) {
  const { packages, diagnostics } = catalogFiles(goBinary, { 'usr/bin/tool': bytes });
  return {
    packages: packages.map(({ name, version, relation }) => `${name} ${version} ${relation}`),
    codes: diagnostics.map(({ code, path }) => `${code} ${path}`),
  };
}

describeCataloger(goBinary, [
  {
    path: 'usr/bin/tool',
    bytes: program('go1.22.5', 'path\tx.org/t\nmod\tx.org/t\tv1.0.0\t\ndep\tx.org/a\tv2.0.0\th1:=\n'),
  },
]);

describe('goBinary', () => {
  it('yields standard library, main module and dependencies, replacements in place of the replaced', () => {
    const lines = [
      'path\tx.org/t',
      'mod\tx.org/t\t(devel)\t',
      'dep\tx.org/a\tv1.0.0',
      '=>\tx.org/fork\tv1.1.0\th1:=',
      'dep\tx.org/b\tv0.1.0',
      '=>\t./b\t(devel)\t',
      'dep\tx.org/c\tv3.0.0\th1:=',
      '',
    ];
    expect(catalog(program('go1.19.8', lines.join('\n')))).toEqual({
      packages: [
        'stdlib 1.19.8 unknown',
        'x.org/t (devel) root',
        'x.org/fork v1.1.0 unknown',
        './b (devel) unknown',
        'x.org/c v3.0.0 unknown',
      ],
      codes: [],
    });
  });

  it.each([
    ['go1.19.8 X:boringcrypto', '1.19.8'],
    ['go1.25.1-X:nodwarf5', '1.25.1'],
    ['go1.22.5 (Red Hat 1.22.5-1.el9)', '1.22.5'],
    ['go1.23rc1', '1.23rc1'],
    ['devel go1.24-1a2b3c4 Mon Jan 1 00:00:00 2024 +0000', 'devel go1.24-1a2b3c4'],
  ])('reads the version %j as %s', (written, version) => {
    expect(catalog(program(written, 'path\tcommand-line-arguments\n'))).toEqual({
      packages: [`stdlib ${version} unknown`],
      codes: [],
    });
  });

  it.each<[string, Uint8Array, string[], string[]]>([
    ['an obfuscated program', program('unknown', 'path\tx\n'), [], ['catalogers/go-no-build-info usr/bin/tool']],
    [
      'a program without modules',
      program('go1.20', ''),
      ['stdlib 1.20 unknown'],
      ['catalogers/go-no-build-info usr/bin/tool'],
    ],
    [
      'a Go program without build information',
      executable({ format: 'pe', sections: [code] }),
      [],
      ['catalogers/go-no-build-info usr/bin/tool'],
    ],
    ['a packed program', packed([]), [], ['catalogers/packed-binary usr/bin/tool']],
    ['a C program', executable({ format: 'elf', sections: [{ ...code, bytes: Buffer.from('C') }] }), [], []],
  ])('says what it does not know of %s', (_, bytes, packages, codes) => {
    expect(catalog(bytes)).toEqual({ packages, codes });
  });
});

function packed(sections: readonly TestSection[]): Uint8Array {
  const bytes = executable({ format: 'elf', sections, withoutNames: true });
  bytes.set(Buffer.from('UPX!'), 236);
  return bytes;
}

describe.skipIf(sharedDirectory() === undefined)(`goBinary finds what the Go tool finds${reasonToSkip()}`, () => {
  it.each(['go-tool:scratch', 'multi-arch:latest'])('in %s', async (ref) => {
    const files = await imageFiles(ref, (path) => !path.startsWith('etc/'));
    const { packages, diagnostics } = catalogFiles(goBinary, files);
    const found = packages.map(({ name, version, locations }) => `${locations[0]!.path} ${name} ${version}`);
    const truth = truthOf(ref).filter(({ type, note }) => type === 'golang' && !note?.includes('packed'));
    expect(found.sort()).toEqual(truth.map(({ path, name, version }) => `${path} ${name} ${version}`).sort());
    const unread = truthOf(ref).some(({ note }) => note?.includes('packed'))
      ? ['catalogers/packed-binary usr/local/bin/pilot']
      : [];
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual(unread);
  });
});

const hasGo = spawnSync('go', ['version']).status === 0;

describe.skipIf(!hasGo)(
  `goBinary agrees with 'go version -m' on what is built here${hasGo ? '' : ' (skipped: needs go)'}`,
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'go-binary-'));
    afterAll(() => rmSync(directory, { recursive: true, force: true }));
    const sources = {
      'go.mod': 'module example.com/t\n\ngo 1.18\n\nrequire example.com/a v0.1.0\n\nreplace example.com/a => ./a\n',
      'main.go': 'package main\n\nimport "example.com/a"\n\nfunc main() { println(a.A) }\n',
      'a/go.mod': 'module example.com/a\n\ngo 1.18\n',
      'a/a.go': 'package a\n\nvar A = "a"\n',
    };
    for (const [path, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }

    it.each([
      ['linux', 'amd64', []],
      ['linux', 'amd64', ['-ldflags=-s -w', '-trimpath']],
      ['linux', 'amd64', ['-buildmode=pie']],
      ['linux', '386', []],
      ['linux', 's390x', []],
      ['windows', 'amd64', ['-ldflags=-s -w']],
      ['darwin', 'arm64', []],
    ] as const)(
      '%s/%s %j',
      (GOOS, GOARCH, flags) => {
        const env = {
          ...process.env,
          GOOS,
          GOARCH,
          CGO_ENABLED: '0',
          GOFLAGS: '-mod=mod',
          GOPROXY: 'off',
          GOTOOLCHAIN: 'local',
        };
        execFileSync('go', ['build', '-o', 'out', ...flags, '.'], { cwd: directory, env, stdio: 'pipe' });
        const told = execFileSync('go', ['version', '-m', 'out'], { cwd: directory, encoding: 'utf8' });
        const expected = [`stdlib ${/: go(\S+)/.exec(told)![1]} unknown`];
        for (const [, word, path, version] of told.matchAll(/^\t(mod|=>)\t(\S+)\t(\S+)/gm))
          expected.push(`${path} ${version} ${word === 'mod' ? 'root' : 'unknown'}`);
        expect(expected.length).toBe(3);
        expect(catalog(new Uint8Array(readFileSync(join(directory, 'out')))).packages).toEqual(expected);
      },
      120_000,
    );
  },
);
