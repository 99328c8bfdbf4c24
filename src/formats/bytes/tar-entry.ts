import { PlimsollError } from '../../model/error.ts';
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
  const { local, longName, longLink } = extensions;
  if (local !== undefined || raw.sparse !== undefined) return extendedEntryOf(raw, extensions);
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

function extendedEntryOf(raw: RawHeader, { local, longName, longLink }: Extensions): ResolvedEntry {
  const pax = (key: string) => local?.get(key);
  const text = (key: string) => {
    const value = pax(key);
    return value === undefined || value.length === 0 ? undefined : decodeName(value);
  };
  const integer = (key: string) => {
    const value = text(key);
    if (value === undefined) return undefined;
    if (/^\+?\d{1,15}$/.test(value)) return Number(value);
    throw new PlimsollError('image/corrupt-layer', `the record ${key} of a PAX header is no number`);
  };
  const sparseForm = sparseFormOf(text('GNU.sparse.major'), text('GNU.sparse.minor'), text('GNU.sparse.map'));
  // Where PAX and GNU contradict each other, GNU's name counts: Go's archive/tar, which unpacks layers, has it so (GNU tar: the last).
  const plainName = longName ?? text('path') ?? raw.name;
  const name = (sparseForm === undefined ? undefined : text('GNU.sparse.name')) ?? plainName;
  const kind = kindOf(raw.type, name);
  const storedBytes = hasBody(kind) ? (integer('size') ?? raw.size) : 0;
  const isSparse = raw.sparse !== undefined || sparseForm !== undefined;
  const stated = sparseForm && (integer('GNU.sparse.size') ?? integer('GNU.sparse.realsize'));
  const realSize = stated ?? raw.sparse?.realSize;
  const capability = pax('SCHILY.xattr.security.capability');
  const entry: TarEntry = {
    name,
    kind: kind ?? 'file',
    mode: raw.mode,
    uid: integer('uid') ?? raw.uid,
    gid: integer('gid') ?? raw.gid,
    sizeBytes: isSparse && realSize !== undefined ? realSize : storedBytes,
    linkName: longLink ?? text('linkpath') ?? raw.linkName,
    ...(capability && { capability: Buffer.from(capability).toString('hex') }),
  };
  const map = sparseForm === 'listed' ? parseSparsePairs((text('GNU.sparse.map') ?? '').split(',')) : undefined;
  const sparse = isSparse ? { ...(map && { map }), mapAtStart: sparseForm === 'at-start' } : undefined;
  return { entry, known: kind !== undefined, storedBytes, ...(sparse && { sparse }) };
}

/** Versions 0.0 and 0.1 list the map in the header and may leave their number out, 1.0 has it at the start of the body; others are plain files. */
function sparseFormOf(major?: string, minor?: string, map?: string): 'listed' | 'at-start' | undefined {
  if (major === '1' && minor === '0') return 'at-start';
  if (major === '0' && (minor === '0' || minor === '1')) return 'listed';
  return major === undefined && minor === undefined && map !== undefined ? 'listed' : undefined;
}
