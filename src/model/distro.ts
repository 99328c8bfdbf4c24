/** What `os-release` says (os-release(5)); never guessed from packages. */
export interface Distro {
  /** `ID`, lower case: debian, ubuntu, alpine, rocky, … */
  readonly id: string;
  readonly idLike: readonly string[];
  /** `VERSION_ID`: 12, 3.18.4, 9.3; absent on rolling releases and Debian testing. */
  readonly versionId?: string;
  /** `VERSION_CODENAME`. */
  readonly codename?: string;
  readonly prettyName: string;
}
