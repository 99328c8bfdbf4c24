/** The names of the version orders that exist; one file each in `formats/versions`. */
export type SchemeId = 'apk' | 'deb' | 'gem' | 'golang' | 'maven' | 'pep440' | 'rpm' | 'semver';

/** A total preorder over the valid version strings of one ecosystem, equal to that of its native tool. */
export interface VersionScheme {
  readonly id: SchemeId;
  /** False for a string that the native tool refuses; such a version is never guessed at. Bounded time for any input. */
  isValid(version: string): boolean;
  /** Order of two valid versions. Behaviour for invalid ones is undefined: ask `isValid` first. */
  compare(a: string, b: string): -1 | 0 | 1;
}
