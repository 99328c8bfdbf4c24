import { asBuffer } from './byte-view.ts';

/** Main attributes of a manifest by their names in lower case. */
export type Manifest = ReadonlyMap<string, string>;

/** Signed jars have manifests of many MiB, but their main section is short. */
const MAX_SECTION = 1 << 20;

/**
 * Reads the main section of a META-INF/MANIFEST.MF (Java Archive File Specification, "JAR Manifest"): `Name: value` lines, a line that
 * begins with a blank goes on where the last one was cut, an empty line ends the section. Of a repeated name the last counts, as in Java.
 */
export function parseManifest(bytes: Uint8Array): Manifest {
  const attributes = new Map<string, string>();
  // Joined as bytes first: a line is cut after 72 bytes, in the middle of a character too.
  const section = mainSectionOf(asBuffer(bytes).toString('latin1'));
  for (const line of section.replace(/\n /g, '').split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const value = Buffer.from(line.slice(colon + 1), 'latin1')
      .toString('utf8')
      .trim();
    attributes.set(line.slice(0, colon).trim().toLowerCase(), value);
  }
  return attributes;
}

function mainSectionOf(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const end = lines.indexOf('\n\n');
  return lines.slice(0, Math.min(end < 0 ? lines.length : end, MAX_SECTION));
}
