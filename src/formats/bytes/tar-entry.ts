import type { EntryKind } from '../../model/file-tree.ts';
import { decodeName } from './entry-path.ts';
import type { RawHeader } from './tar-header.ts';
import { parseSparsePairs, type SparseSegment } from './tar-sparse.ts';

/** One entry with its extensions applied. Names are as written, decoded; they are not canonical. */
export interface TarEntry {
  readonly name: string;
  readonly kind: EntryKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Size of the file as it will be, holes of sparse files included. */
  readonly sizeBytes: number;
  readonly linkName: string;
  /** Value of `security.capability`, hex. */
  readonly capability?: string;
}

const KINDS: Readonly<Record<string, EntryKind>> = {
  '\0': 'file',
  '0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'character-device',
  '4': 'block-device',
  '5': 'directory',
  '6': 'fifo',
};

/** What came before a header and changes what it says. */
export interface Extensions {
  readonly global: ReadonlyMap<string, Uint8Array> | undefined;
  readonly local: ReadonlyMap<string, Uint8Array> | undefined;
  readonly longName: string | undefined;
  readonly longLink: string | undefined;
}

/** A header with its extensions applied. `known` is false for a type that tar does not define; its body is `storedBytes` long all the same. */
export interface ResolvedEntry {
  readonly entry: TarEntry;
  readonly known: boolean;
  readonly storedBytes: number;
  /** Set for sparse files; `mapAtStart` when the map is part of the body (GNU sparse 1.0). */
  readonly sparse?: { readonly map?: readonly SparseSegment[]; readonly mapAtStart: boolean };
}

export function entryOf(raw: RawHeader, extensions: Extensions): ResolvedEntry {
  const { global, local, longName, longLink } = extensions;
  if (global !== undefined || local !== undefined || raw.sparse !== undefined) return extendedEntryOf(raw, extensions);
  const name = longName ?? raw.name;
  const kind = kindOf(raw.type, name);
  const sizeBytes = hasBody(kind) ? raw.size : 0;
  const { mode, uid, gid } = raw;
  const linkName = longLink ?? raw.linkName;
  return {
    entry: { name, kind: kind ?? 'file', mode, uid, gid, sizeBytes, linkName },
    known: kind !== undefined,
    storedBytes: sizeBytes,
  };
}

function kindOf(type: number, name: string): EntryKind | undefined {
  return type === 0 && name.endsWith('/') ? 'directory' : KINDS[String.fromCharCode(type)];
}

/** Links, directories and devices have no body, whatever size they claim (as Go's and Docker's readers hold it); what is unknown may. */
function hasBody(kind: EntryKind | undefined): boolean {
  return kind === 'file' || kind === undefined;
}

function extendedEntryOf(raw: RawHeader, { global, local, longName, longLink }: Extensions): ResolvedEntry {
  const pax = (key: string) => local?.get(key) ?? global?.get(key);
  const text = (key: string) => {
    const value = pax(key);
    return value === undefined || value.length === 0 ? undefined : decodeName(value);
  };
  const integer = (key: string) => {
    const value = text(key);
    return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  };
  const name = text('GNU.sparse.name') ?? text('path') ?? longName ?? raw.name;
  const kind = kindOf(raw.type, name);
  const storedBytes = hasBody(kind) ? (integer('size') ?? raw.size) : 0;
  const map = text('GNU.sparse.map');
  const mapAtStart = text('GNU.sparse.major') === '1';
  const isSparse = raw.sparse !== undefined || map !== undefined || mapAtStart;
  const realSize = integer('GNU.sparse.realsize') ?? integer('GNU.sparse.size') ?? raw.sparse?.realSize;
  const capability = pax('SCHILY.xattr.security.capability');
  const entry: TarEntry = {
    name,
    kind: kind ?? 'file',
    mode: raw.mode,
    uid: integer('uid') ?? raw.uid,
    gid: integer('gid') ?? raw.gid,
    sizeBytes: isSparse && realSize !== undefined ? realSize : storedBytes,
    linkName: text('linkpath') ?? longLink ?? raw.linkName,
    ...(capability && { capability: Buffer.from(capability).toString('hex') }),
  };
  const sparse = isSparse
    ? { ...(map !== undefined && { map: parseSparsePairs(map.split(',')) }), mapAtStart }
    : undefined;
  return { entry, known: kind !== undefined, storedBytes, ...(sparse && { sparse }) };
}
