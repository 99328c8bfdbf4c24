import type { SchemeId, VersionScheme } from '../../model/version-scheme.ts';
import { apk } from './apk.ts';
import { deb } from './deb.ts';
import { gem } from './gem.ts';
import { golang } from './golang.ts';
import { maven } from './maven.ts';
import { pep440 } from './pep440.ts';
import { rpm } from './rpm.ts';
import { semver } from './semver.ts';

/** Every version order that Plimsoll knows. */
export const versionSchemes = [
  apk,
  deb,
  gem,
  golang,
  maven,
  pep440,
  rpm,
  semver,
] as const satisfies readonly VersionScheme[];

const byId = new Map<SchemeId, VersionScheme>(versionSchemes.map((scheme) => [scheme.id, scheme]));

/** The order named `id`. */
export function schemeOf(id: SchemeId): VersionScheme {
  return byId.get(id)!;
}
