import { isJavaArchive, parseJarFileName } from './java-file-name.ts';
import { agreedIdentity, identityOfJar, type JarClues, type JavaIdentity } from './java-identity.ts';
import { type Manifest, parseManifest } from './java-manifest.ts';
import { licensesOfPom, parsePomProperties } from './java-pom.ts';
import { limits } from './limits.ts';
import { parseZip, type ZipArchive, type ZipEntry } from './zip.ts';
import { type ZipProblem, zipReaderOf } from './zip-entry.ts';

/** One library in a Java archive. */
export interface JavaArtifact extends JavaIdentity {
  /** The archives it lies in, from the second on: a jar in a jar in a war. Empty when it lies in the file itself. */
  readonly inside: readonly string[];
  /** As written. */
  readonly licenses: readonly string[];
}

export type JavaProblem = { readonly inside: readonly string[] } & (
  | { readonly kind: 'no-zip' | 'nesting' | 'budget' | 'unidentified' | 'ambiguous' }
  | { readonly kind: 'entry'; readonly name: string; readonly problem: ZipProblem }
);

const MANIFEST_BYTES = 10 << 20;
const PROPERTIES_BYTES = 64 << 10;
const POM_BYTES = 1 << 20;
const NESTED_BYTES = 512 << 20;
/** Bytes of nested archives that one file may make us read, and how many archives: a zip that contains itself never ends. */
const BUDGET_BYTES = 2 ** 30;
const BUDGET_ARCHIVES = 10_000;
/** Unpacked bytes of manifests and poms that one file may make us read: a jar of a thousand libraries has some MiB. */
const BUDGET_TEXT = 32 << 20;

const MAVEN_FILE =
  /^(?:BOOT-INF\/classes\/|WEB-INF\/classes\/)?META-INF\/maven\/([^/]+)\/([^/]+)\/pom\.(properties|xml)$/;

/** The libraries of a jar, war or ear and of the archives in it, in the order of their directories; what was not read goes to `report`. */
export function readJavaArchive(
  path: string,
  bytes: Uint8Array,
  report: (problem: JavaProblem) => void,
): readonly JavaArtifact[] {
  const artifacts: JavaArtifact[] = [];
  // Unpacked when their turn comes, not when they are found: only one branch is in memory. The stack gives the last first.
  const waiting: Waiting[] = [{ path, inside: [], sizeBytes: 0, unpack: () => bytes }];
  let bytesLeft = BUDGET_BYTES;
  let archivesLeft = BUDGET_ARCHIVES;
  const texts = { bytesLeft: BUDGET_TEXT };
  for (let archive = waiting.pop(); archive !== undefined; archive = waiting.pop()) {
    const { inside } = archive;
    bytesLeft -= archive.sizeBytes;
    archivesLeft -= 1;
    if (bytesLeft < 0 || archivesLeft < 0) {
      report({ kind: 'budget', inside: [] });
      break;
    }
    const unpacked = archive.unpack();
    if (unpacked === undefined) continue;
    const zip = parseZip(unpacked);
    if (zip === undefined) {
      report({ kind: 'no-zip', inside });
      continue;
    }
    if (zip.ambiguities.length > 0) report({ kind: 'ambiguous', inside });
    const had = texts.bytesLeft;
    const refuse = (name: string, problem: ZipProblem) => report({ kind: 'entry', inside, name, problem });
    const jar = openJar(archive.path, zip, texts, refuse);
    const own = artifactsOf(jar);
    for (const artifact of own) artifacts.push({ ...artifact, inside });
    if (had >= 0 && texts.bytesLeft < 0) report({ kind: 'budget', inside });
    if (own.length === 0 && jar.nested.length === 0 && jar.holdsClasses) report({ kind: 'unidentified', inside });
    if (jar.nested.length > 0 && inside.length >= limits.archiveNesting) {
      report({ kind: 'nesting', inside });
      continue;
    }
    for (const entry of jar.nested.toReversed()) {
      waiting.push({
        path: entry.name,
        inside: [...inside, entry.name],
        sizeBytes: entry.sizeBytes,
        unpack: () => jar.unpack(entry),
      });
    }
  }
  return artifacts;
}

interface Waiting {
  readonly path: string;
  readonly inside: readonly string[];
  readonly sizeBytes: number;
  readonly unpack: () => Uint8Array | undefined;
}

interface Jar extends JarClues {
  readonly poms: readonly ZipEntry[];
  /** pom.xml files by their names. */
  readonly descriptions: ReadonlyMap<string, ZipEntry>;
  readonly nested: readonly ZipEntry[];
  readonly holdsClasses: boolean;
  /** A manifest or pom; nothing when all of them together have become too many bytes. */
  read(entry: ZipEntry, maxBytes: number): Uint8Array | undefined;
  /** An archive in the archive. */
  unpack(entry: ZipEntry): Uint8Array | undefined;
}

function openJar(
  path: string,
  zip: ZipArchive,
  texts: { bytesLeft: number },
  refuse: (name: string, problem: ZipProblem) => void,
): Jar {
  const reader = zipReaderOf(zip);
  const poms: ZipEntry[] = [];
  const descriptions = new Map<string, ZipEntry>();
  const nested: ZipEntry[] = [];
  const mavenFolders: [string, string][] = [];
  let manifestEntry: ZipEntry | undefined;
  let holdsClasses = false;
  for (const entry of zip.entries) {
    const { name } = entry;
    if (name.endsWith('.class')) holdsClasses = true;
    else if (name.length === 20 && name.toUpperCase() === 'META-INF/MANIFEST.MF') manifestEntry ??= entry;
    else if (isJavaArchive(name)) nested.push(entry);
    else if (name.endsWith('/pom.properties') || name.endsWith('/pom.xml')) {
      const found = MAVEN_FILE.exec(name);
      if (found === null) continue;
      mavenFolders.push([found[1]!, found[2]!]);
      if (found[3] === 'xml') descriptions.set(name, entry);
      else poms.push(entry);
    }
  }
  function read(entry: ZipEntry, maxBytes: number): Uint8Array | undefined {
    texts.bytesLeft -= Math.min(entry.sizeBytes, maxBytes);
    return texts.bytesLeft < 0 ? undefined : contentOf(entry, maxBytes);
  }
  function contentOf(entry: ZipEntry, maxBytes: number): Uint8Array | undefined {
    const content = reader.read(entry, maxBytes);
    if ('bytes' in content) return content.bytes;
    refuse(entry.name, content.problem);
    return undefined;
  }
  const manifestBytes = manifestEntry && read(manifestEntry, MANIFEST_BYTES);
  return {
    path,
    manifest: manifestBytes === undefined ? new Map() : parseManifest(manifestBytes),
    mavenFolders: poms.length > 0 ? [] : mavenFolders,
    holdsFolder: (folder) => zip.entries.some(({ name }) => name.startsWith(folder)),
    poms,
    descriptions,
    nested,
    holdsClasses,
    read,
    unpack: (entry) => contentOf(entry, NESTED_BYTES),
  };
}

type OwnArtifact = Omit<JavaArtifact, 'inside'>;

/** The artifacts of one jar, nested ones left out: all that have pom.properties (more than one: shaded), else who the manifest says it is. */
function artifactsOf(jar: Jar): readonly OwnArtifact[] {
  const found = new Map<string, OwnArtifact>();
  const add = (artifact: OwnArtifact) => {
    const key = `${artifact.groupId ?? ''}:${artifact.artifactId}:${artifact.version}`;
    if (!found.has(key)) found.set(key, artifact);
  };
  for (const entry of jar.poms) {
    const bytes = jar.read(entry, PROPERTIES_BYTES);
    const coordinates = bytes && parsePomProperties(bytes);
    if (coordinates === undefined) continue;
    const isMain =
      jar.poms.length === 1 ||
      parseJarFileName(jar.path).base.startsWith(`${coordinates.artifactId}-${coordinates.version}`);
    const licenses = licensesBeside(jar, entry);
    add({ ...coordinates, licenses: licenses.length > 0 || !isMain ? licenses : licensesOfManifest(jar.manifest) });
  }
  const main = found.size === 0 ? identityOfJar(jar) : unlistedMain(jar, [...found.values()]);
  if (main !== undefined) add({ ...main, licenses: licensesOfManifest(jar.manifest) });
  const loader = springBootLoaderOf(jar);
  if (loader !== undefined) add(loader);
  return [...found.values()];
}

/** A jar with the pom.properties of what was shaded into it but none of its own: it counts when file name and manifest agree about it. */
function unlistedMain(jar: Jar, listed: readonly JavaIdentity[]): JavaIdentity | undefined {
  const agreed = agreedIdentity(jar.manifest, parseJarFileName(jar.path));
  if (agreed === undefined || jar.manifest.get('implementation-title') !== agreed.artifactId) return undefined;
  return listed.some(({ artifactId }) => artifactId === agreed.artifactId) ? undefined : identityOfJar(jar);
}

/** An executable Spring Boot jar holds the classes of the loader unpacked; only the manifest tells their version. */
function springBootLoaderOf(jar: Jar): OwnArtifact | undefined {
  const version = jar.manifest.get('spring-boot-version');
  if (version === undefined || !/^\d[\w.-]*$/.test(version) || !jar.holdsFolder('org/springframework/boot/loader/'))
    return undefined;
  return { groupId: 'org.springframework.boot', artifactId: 'spring-boot-loader', version, licenses: [] };
}

function licensesBeside(jar: Jar, properties: ZipEntry): readonly string[] {
  const entry = jar.descriptions.get(properties.name.replace(/properties$/, 'xml'));
  if (entry === undefined || entry.sizeBytes > POM_BYTES) return [];
  const bytes = jar.read(entry, POM_BYTES);
  return bytes === undefined ? [] : licensesOfPom(bytes);
}

/** Bundle-License (OSGi Core, §3.2.1.11): names or addresses with attributes, parted by commas. */
function licensesOfManifest(manifest: Manifest): readonly string[] {
  return (manifest.get('bundle-license') ?? '')
    .split(',')
    .map((license) => license.split(';', 1)[0]!.trim().replace(/^"|"$/g, ''))
    .filter((license) => license !== '' && license !== '<<EXTERNAL>>');
}
