import type { VersionScheme } from '../../model/version-scheme.ts';
import { semverKey } from './parts/semver-key.ts';
import { schemeOfKey } from './parts/sort-key.ts';

/**
 * Go modules and the Go toolchain in one order. Modules: golang.org/x/mod/semver (`+incompatible` ignored, a
 * pseudo-version is a prerelease), with or without `v`, as OSV leaves it out. Toolchain: `go1.21rc2`, `1.21rc2` and OSV's
 * `1.21.0-rc.2` or `1.21-rc.2` are one version, prereleases order as in go/version; what follows a blank or hyphen after
 * `go1.22.5` is a vendor's mark and dropped, as cmd/go does. Missing parts are 0, also where go/version puts the
 * language version 1.21 before 1.21rc1: no such toolchain exists. `(devel)` is invalid.
 */
export const golang: VersionScheme = schemeOfKey('golang', goKey);

const number = '(0|[1-9]\\d*)';
const modulePattern = new RegExp(
  `^v?${number}(?:\\.${number}(?:\\.${number}(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)?)?$`,
);
const toolchainPattern = new RegExp(
  `^(?:go)?${number}(?:\\.${number}(?:\\.${number})?)?(?:(alpha|beta|rc)${number}|-(alpha|beta|rc)\\.${number})?$`,
);
const leadingZero = /^0\d+$/;

function goKey(version: string): string | undefined {
  const module = version.startsWith('go') ? null : modulePattern.exec(version);
  if (module !== null) {
    const identifiers = module[4]?.split('.') ?? [];
    // semver.org item 9: numeric identifiers must not have leading zeros.
    return identifiers.some((part) => leadingZero.test(part)) ? undefined : keyOf(module, identifiers);
  }
  const toolchain = toolchainPattern.exec(version.startsWith('go') ? version.replace(/[ \t-].*/s, '') : version);
  if (toolchain === null) return undefined;
  const kind = toolchain[4] ?? toolchain[6];
  const count = toolchain[5] ?? toolchain[7] ?? '';
  return keyOf(toolchain, kind === undefined ? [] : [kind, count]);
}

function keyOf(found: RegExpExecArray, prerelease: readonly string[]): string {
  return semverKey([found[1]!, found[2] ?? '', found[3] ?? ''], prerelease);
}
