/** What the name of a jar says: `artifact-1.2.3.jar`. */
export interface JarFileName {
  /** Without suffix. */
  readonly base: string;
  /** Every way to part it into a name and what may be a version, the likeliest first. */
  readonly splits: readonly { readonly artifact: string; readonly version: string }[];
}

/** Suffixes of Java archives, without the dot: applications, plugins and bundles are jars by another name. */
export const JAVA_SUFFIXES = ['ear', 'hpi', 'jar', 'jpi', 'kar', 'lpkg', 'nar', 'par', 'rar', 'sar', 'war'] as const;

const SUFFIX = new RegExp(`\\.(?:${JAVA_SUFFIXES.join('|')})$`);
/** A second name inside what would be the version: `1.2-api-2.14.1`. */
const NAME_WITHIN = /-[A-Za-z][A-Za-z_]*-\d+\.\d/;
const MAX_SPLITS = 16;

export function isJavaArchive(name: string): boolean {
  return SUFFIX.test(name);
}

/** Parts the last component of a path. A version begins with a digit, after `-` or (Eclipse bundles) `_`. */
export function parseJarFileName(path: string): JarFileName {
  const base = path.slice(path.lastIndexOf('/') + 1).replace(SUFFIX, '');
  const splits: { artifact: string; version: string }[] = [];
  for (const { index } of base.matchAll(/[-_](?=\d)/g)) {
    if (index > 0 && splits.length < MAX_SPLITS)
      splits.push({ artifact: base.slice(0, index), version: base.slice(index + 1) });
  }
  const plain = splits.filter(({ version }) => !NAME_WITHIN.test(version));
  return { base, splits: [...plain, ...splits.filter((split) => !plain.includes(split))] };
}

/** The groupId that the place in a Maven repository (`repository/org/example/name/1.0/name-1.0.jar`) or in Gradle's cache tells. */
export function groupOfPath(path: string, artifact: string, version: string): string | undefined {
  const folders = path.split('/').slice(0, -1);
  const gradle = folders.lastIndexOf('files-2.1');
  if (gradle >= 0 && folders[gradle + 2] === artifact && folders[gradle + 3] === version) return folders[gradle + 1];
  if (folders.at(-1) !== version || folders.at(-2) !== artifact) return undefined;
  const root = Math.max(folders.lastIndexOf('repository'), folders.lastIndexOf('maven2'));
  const group = root < 0 ? [] : folders.slice(root + 1, -2);
  return group.length === 0 ? undefined : group.join('.');
}
