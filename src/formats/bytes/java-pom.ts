import { asBuffer } from './byte-view.ts';

export interface MavenCoordinates {
  readonly groupId: string;
  readonly artifactId: string;
  readonly version: string;
}

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/;
const VERSION = /^[A-Za-z0-9_][^\s${}/\\]{0,199}$/;

/** A line that may tell a coordinate. */
const COORDINATE = /^\s*(?:groupId|artifactId|version)\b/;

/** Whether Maven would take it as groupId or artifactId. */
export function isMavenName(text: string | undefined): text is string {
  return text !== undefined && NAME.test(text);
}

/** Whether it is a version, and no placeholder (`${project.version}`) that nobody filled in. */
export function isMavenVersion(text: string | undefined): text is string {
  return text !== undefined && VERSION.test(text);
}

/** Reads META-INF/maven/…/pom.properties (Java, Properties.load: `=` or `:`, escapes); undefined when a coordinate is missing or unfilled. */
export function parsePomProperties(bytes: Uint8Array): MavenCoordinates | undefined {
  const values = new Map<string, string>();
  for (const line of asBuffer(bytes).toString('latin1').replaceAll('\r', '\n').split('\n')) {
    // Most lines of a hostile file are none of ours: they cost one look.
    if (!COORDINATE.test(line)) continue;
    const separator = line.search(/[=:]/);
    if (separator > 0) values.set(line.slice(0, separator).trim(), unescapeProperty(line.slice(separator + 1).trim()));
  }
  const groupId = values.get('groupId');
  const artifactId = values.get('artifactId');
  const version = values.get('version');
  return isMavenName(groupId) && isMavenName(artifactId) && isMavenVersion(version)
    ? { groupId, artifactId, version }
    : undefined;
}

function unescapeProperty(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, plain: string) =>
    code === undefined ? plain : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Names of the licences that a pom.xml declares itself (not those of its parent), as written. */
export function licensesOfPom(bytes: Uint8Array): readonly string[] {
  const text = withoutComments(asBuffer(bytes).toString('utf8'));
  const licenses = between(text, '<licenses>', '</licenses>')[0] ?? '';
  return between(licenses, '<name>', '</name>')
    .map(unescapeXml)
    .filter((name) => name !== '' && !name.includes('${'));
}

function between(text: string, open: string, close: string): readonly string[] {
  const found: string[] = [];
  let at = text.indexOf(open);
  while (at >= 0) {
    const end = text.indexOf(close, at);
    if (end < 0) break;
    found.push(text.slice(at + open.length, end));
    at = text.indexOf(open, end);
  }
  return found;
}

function withoutComments(text: string): string {
  return text
    .split('<!--')
    .map((part, index) =>
      index === 0 ? part : part.slice(part.indexOf('-->') < 0 ? part.length : part.indexOf('-->') + 3),
    )
    .join('');
}

function unescapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!)
    .replace(/\s+/g, ' ')
    .trim();
}
