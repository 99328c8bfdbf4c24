import { zstdDecompressSync } from 'node:zlib';
import { parseJson } from './json.ts';
import { linesOf } from './lines.ts';

/** What a chisel manifest says: packages of which slices were cut out, and the files that were written. */
export interface ChiselManifest {
  readonly packages: readonly { readonly name: string; readonly version: string; readonly arch?: string }[];
  /** Package name → its files: path and, for regular files, SHA-256 of the content that was written. */
  readonly files: ReadonlyMap<string, readonly { readonly path: string; readonly sha256?: string }[]>;
}

/** A hundred times the largest that Ubuntu's slices make. */
const MANIFEST_BYTES = 16 << 20;

/**
 * Reads `manifest.wall` of Canonical's chisel: zstd around "jsonwall" 1.0, one JSON object a line, the first of which tells how
 * many lines there are. Undefined when it is none or when lines are missing.
 */
export function parseChiselManifest(bytes: Uint8Array): ChiselManifest | undefined {
  const packages: { name: string; version: string; arch?: string }[] = [];
  const named = new Set<string>();
  const files = new Map<string, { path: string; sha256?: string }[]>();
  let count = 0;
  let promised: unknown;
  try {
    for (const line of linesOf(zstdDecompressSync(bytes, { maxOutputLength: MANIFEST_BYTES }))) {
      const value = parseJson(Buffer.from(line));
      if (value === undefined) return undefined;
      const entry = asRecord(value);
      if (count++ === 0) {
        if (entry['jsonwall'] !== '1.0') return undefined;
        promised = entry['count'];
      }
      const { kind, name, version, arch, path } = entry;
      // A package named twice would have its files twice: their number must not multiply.
      if (kind === 'package' && typeof name === 'string' && typeof version === 'string' && !named.has(name)) {
        named.add(name);
        packages.push({ name, version, ...(typeof arch === 'string' && { arch }) });
      }
      if (kind !== 'path' || typeof path !== 'string') continue;
      const hash = entry['final_sha256'] ?? entry['sha256'];
      const file = { path, ...(typeof hash === 'string' && hash !== '' && { sha256: hash }) };
      for (const owner of ownersOf(entry['slices'])) {
        const known = files.get(owner);
        if (known === undefined) files.set(owner, [file]);
        else if (known.at(-1) !== file) known.push(file);
      }
    }
  } catch {
    return undefined;
  }
  return promised === count ? { packages, files } : undefined;
}

/** `libc6_libs` is a slice of libc6: neither part holds an underscore. */
function* ownersOf(slices: unknown): Iterable<string> {
  if (!Array.isArray(slices)) return;
  for (const slice of slices as readonly unknown[]) {
    if (typeof slice !== 'string') continue;
    const underscore = slice.indexOf('_');
    if (underscore > 0) yield slice.slice(0, underscore);
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
