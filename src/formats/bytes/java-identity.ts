import { groupOfPath, type JarFileName, parseJarFileName } from './java-file-name.ts';
import { groupOfArtifact, TOMCAT_FILES } from './java-groups.ts';
import type { Manifest } from './java-manifest.ts';
import { isMavenName, isMavenVersion } from './java-pom.ts';

/** Maven coordinates as far as a jar tells them. */
export interface JavaIdentity {
  /** Absent when nothing proves it: a guessed group would be matched with somebody else's advisories, or with none. */
  readonly groupId?: string;
  readonly artifactId: string;
  readonly version: string;
}

/** What a jar is judged by. */
export interface JarClues {
  /** Of the outermost file the path in the image, of a nested one that in its archive. */
  readonly path: string;
  readonly manifest: Manifest;
  /** Group and artifact of each META-INF/maven/<group>/<artifact>/ that is there. */
  readonly mavenFolders: readonly (readonly [group: string, artifact: string])[];
  /** Whether any entry lies below a folder such as `org/h2/`. */
  readonly holdsFolder: (folder: string) => boolean;
}

/** What follows the version in a file name without being part of it. */
const CLASSIFIER =
  /^(?:all|bundled|exec|fat|jar-with-dependencies|javadoc|jdk\d+|linux|macos|natives?|osx|shaded|sources|standalone|tests?|uber|windows)\b/;

/** Who a jar without pom.properties is, by manifest and file name; undefined when they do not tell. */
export function identityOfJar(clues: JarClues): JavaIdentity | undefined {
  const file = parseJarFileName(clues.path);
  const tomcat = tomcatOf(clues, file);
  if (tomcat !== undefined) return tomcat;
  const found = agreedIdentity(clues.manifest, file) ?? titledIdentity(clues.manifest, file) ?? namedIdentity(file);
  if (found === undefined) return undefined;
  const title = clues.manifest.get('implementation-title');
  if (title !== undefined && isArtifactLike(title) && found.artifactId.endsWith(`.${title}`)) {
    // `org.example.name-1.0.jar`, as sbt and Quarkus name the libraries of an application.
    return { groupId: found.artifactId.slice(0, -title.length - 1), artifactId: title, version: found.version };
  }
  const groupId = groupOf(clues, found.artifactId, found.version);
  return groupId === undefined ? found : { groupId, ...found };
}

/** File name and manifest name the same version: then the file name has the artifact. */
export function agreedIdentity(manifest: Manifest, file: JarFileName): JavaIdentity | undefined {
  for (const { artifact, version } of file.splits) {
    for (const stated of statedVersionsOf(manifest)) {
      const agreed = agreedVersion(version, stated);
      if (agreed !== undefined && isMavenName(artifact)) return { artifactId: artifact, version: agreed };
    }
  }
  return undefined;
}

/** The manifest alone: a title that is an artifactId (Gradle's and Maven's default), and its version. */
function titledIdentity(manifest: Manifest, file: JarFileName): JavaIdentity | undefined {
  const title = manifest.get('implementation-title');
  const version = firstWord(manifest.get('implementation-version'));
  if (title === undefined || !isArtifactLike(title) || !isMavenVersion(version) || !/^[vr]?\d/.test(version))
    return undefined;
  const isOwnName =
    title.includes('-') || title === file.base || file.splits.some(({ artifact }) => artifact === title);
  return isOwnName ? { artifactId: title, version } : undefined;
}

/** The file name alone, `artifact-1.2.3.jar`: the last resort. */
function namedIdentity({ splits: [split] }: JarFileName): JavaIdentity | undefined {
  if (split === undefined || !isMavenName(split.artifact) || !/^\d+(?:\.\d|$|[-.][A-Za-z])/.test(split.version))
    return undefined;
  const dash = split.version.indexOf('-');
  const version =
    dash > 0 && CLASSIFIER.test(split.version.slice(dash + 1)) ? split.version.slice(0, dash) : split.version;
  return isMavenVersion(version) ? { artifactId: split.artifact, version } : undefined;
}

function tomcatOf({ manifest }: JarClues, { base }: JarFileName): JavaIdentity | undefined {
  const artifactId = manifest.get('implementation-title') === 'Apache Tomcat' ? TOMCAT_FILES.get(base) : undefined;
  const version = manifest.get('implementation-version');
  return artifactId !== undefined && isMavenVersion(version)
    ? { groupId: 'org.apache.tomcat', artifactId, version }
    : undefined;
}

/** Versions that the manifest states, the most trusted first. OSGi pads with zeros and joins by dots: 20.0 is 20.0.0 there. */
function statedVersionsOf(manifest: Manifest): readonly string[] {
  return ['implementation-version', 'bundle-version', 'specification-version']
    .map((name) => firstWord(manifest.get(name)))
    .filter((version) => isMavenVersion(version));
}

function agreedVersion(inName: string, stated: string): string | undefined {
  if (inName === stated || comparable(inName) === comparable(stated)) return inName;
  if (!inName.startsWith(`${stated}-`)) return undefined;
  return CLASSIFIER.test(inName.slice(stated.length + 1)) ? stated : inName;
}

function comparable(version: string): string {
  const parts = version.toLowerCase().split(/[-._]/);
  return parts.filter((part) => part !== '0').join('.');
}

function groupOf(clues: JarClues, artifactId: string, version: string): string | undefined {
  const byFolder = clues.mavenFolders.filter(([, artifact]) => artifact === artifactId);
  if (byFolder.length === 1 && isMavenName(byFolder[0]![0])) return byFolder[0]![0];
  const group = groupOfPath(clues.path, artifactId, version) ?? groupOfArtifact(artifactId, clues.holdsFolder);
  return group ?? groupOfVendor(clues.manifest, artifactId);
}

/**
 * Implementation-Vendor-Id is the groupId by Maven's default, but projects also write their domain there. It counts only when the bundle or
 * module name, which the bundle plugin makes of groupId and artifactId, says the same to the letter.
 */
function groupOfVendor(manifest: Manifest, artifactId: string): string | undefined {
  const vendor = manifest.get('implementation-vendor-id');
  if (!isMavenName(vendor) || !vendor.includes('.') || vendor === 'org.apache') return undefined;
  const last = vendor.slice(vendor.lastIndexOf('.') + 1);
  const rest = artifactId.startsWith(`${last}-`) ? artifactId.slice(last.length + 1) : artifactId;
  const names = [manifest.get('bundle-symbolicname')?.split(';', 1)[0]?.trim(), manifest.get('automatic-module-name')];
  return names.some((name) => name === `${vendor}.${artifactId}` || name === `${vendor}.${rest}`) ? vendor : undefined;
}

function isArtifactLike(title: string): boolean {
  return title.length <= 100 && /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/.test(title);
}

function firstWord(text: string | undefined): string | undefined {
  return text?.trim().split(/\s/, 1)[0];
}
