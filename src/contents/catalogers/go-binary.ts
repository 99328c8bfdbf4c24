import { isPackedByUpx, parseExecutable } from '../../formats/bytes/elf-pe-macho.ts';
import { isMadeByGo, parseGoBuildInfo } from '../../formats/bytes/go-build-info.ts';
import type { GoModule } from '../../formats/bytes/go-modules.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { CatalogedPackage } from '../../model/package.ts';
import type { Cataloger, Located } from '../../model/reader.ts';

const MAX_BYTES = 256 << 20;

/** What a Go program tells, or why it tells nothing. */
export interface GoProgram {
  /** As the linker wrote it: `go1.19.8`. Absent when it is not to be read. */
  readonly goVersion?: string;
  readonly main?: GoModule;
  readonly dependencies: readonly GoModule[];
  /** How it was built: platform, cgo, state of the source repository. */
  readonly settings: Readonly<Record<string, string>>;
  readonly unknown?: 'packed' | 'no-build-info' | 'no-modules' | 'cut-off';
}

const SETTINGS = ['CGO_ENABLED', 'GOARCH', 'GOOS', 'vcs.modified', 'vcs.revision', 'vcs.time'] as const;

/** Modules and standard library of Go programs, by the build information in them. */
export const goBinary: Cataloger<GoProgram> = {
  id: 'go-binary',
  version: 1,
  selects: [
    { magic: 'elf', maxBytes: MAX_BYTES },
    { magic: 'pe', maxBytes: MAX_BYTES },
    { magic: 'macho', maxBytes: MAX_BYTES },
  ],
  read(file) {
    const executable = parseExecutable(file.bytes);
    if (executable === undefined) return undefined;
    const info = parseGoBuildInfo(executable);
    if (info === undefined) {
      if (isPackedByUpx(executable)) return nothing('packed');
      if (isMadeByGo(executable)) return nothing('no-build-info');
      return file.truncated ? nothing('cut-off') : undefined;
    }
    // An obfuscator leaves the frame and takes out what stands in it.
    if (stdlibVersionOf(info.goVersion) === undefined) return nothing('no-build-info');
    return {
      goVersion: info.goVersion,
      ...(info.main && { main: info.main }),
      dependencies: info.dependencies,
      settings: Object.fromEntries(
        SETTINGS.flatMap((key) => (info.settings.has(key) ? [[key, info.settings.get(key)!]] : [])),
      ),
      ...(info.path === undefined && info.main === undefined && { unknown: 'no-modules' as const }),
    };
  },
  *packages(facts, _state, note) {
    for (const located of facts) {
      if (located.fact.unknown !== undefined) note(diagnosticOf(located, located.fact.unknown));
      yield* packagesOf(located);
    }
  },
};

function nothing(unknown: 'packed' | 'no-build-info' | 'cut-off'): GoProgram {
  return { dependencies: [], settings: {}, unknown };
}

function* packagesOf({ layer, path, fact }: Located<GoProgram>): Iterable<CatalogedPackage> {
  const seen = new Set<string>();
  function* once(name: string, version: string, relation: 'root' | 'unknown'): Iterable<CatalogedPackage> {
    const key = `${name}@${version}`;
    if (name === '' || seen.has(key)) return;
    seen.add(key);
    yield {
      type: 'golang',
      name,
      version,
      vendor: 'third-party',
      relation,
      licenses: [],
      locations: [{ layer, path }],
    };
  }
  const stdlib = fact.goVersion === undefined ? undefined : stdlibVersionOf(fact.goVersion);
  if (stdlib !== undefined) yield* once('stdlib', stdlib, 'unknown');
  const built = ({ replacement, ...module }: GoModule) => replacement ?? module;
  if (fact.main !== undefined) yield* once(built(fact.main).path, built(fact.main).version, 'root');
  for (const dependency of fact.dependencies)
    yield* once(built(dependency).path, built(dependency).version || '(devel)', 'unknown');
}

/** `go1.19.8 X:boringcrypto` → `1.19.8`. A development version stays as it is: it is between two releases. Undefined when it is no Go version. */
function stdlibVersionOf(goVersion: string): string | undefined {
  const release = /^go(\d[^\s]*)/.exec(goVersion)?.[1];
  if (release !== undefined) return release.split('-X:', 1)[0];
  return /^devel (\+|go)\S+/.exec(goVersion)?.[0];
}

function diagnosticOf({ layer, path }: Located<GoProgram>, unknown: NonNullable<GoProgram['unknown']>): Diagnostic {
  switch (unknown) {
    case 'packed':
      return {
        code: 'catalogers/packed-binary',
        severity: 'warning',
        message: `${path} is packed with UPX: what it is made of cannot be read.`,
        layer,
        path,
      };
    case 'no-build-info':
      return {
        code: 'catalogers/go-no-build-info',
        severity: 'warning',
        message: `${path} is a Go program without build information: its modules and its Go version are unknown.`,
        layer,
        path,
      };
    case 'no-modules':
      return {
        code: 'catalogers/go-no-build-info',
        severity: 'warning',
        message: `${path} is a Go program that tells its Go version but not its modules.`,
        layer,
        path,
      };
    case 'cut-off':
      return {
        code: 'catalogers/binary-too-large',
        severity: 'warning',
        message: `Only the first ${MAX_BYTES >> 20} MiB of ${path} were looked at: what it is made of is unknown.`,
        layer,
        path,
      };
  }
}
