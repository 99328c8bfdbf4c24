import { asBuffer, type ByteView, byteViewOf, has, slice, u16, u32, u64 } from './byte-view.ts';

/** One entry, as the central directory tells it. */
export interface ZipEntry {
  /** As written, UTF-8, `/`-separated; not made safe: never a path to write to. */
  readonly name: string;
  readonly flags: number;
  /** 0 stored, 8 deflate. */
  readonly method: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  /** Of the unpacked bytes. */
  readonly crc32: number;
  /** Where its local header begins in the archive's bytes. */
  readonly headerOffset: number;
}

export interface ZipArchive {
  readonly bytes: Uint8Array;
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[];
  readonly directoryOffset: number;
  /** What lets two programs see two different archives in the same bytes. Empty in an honest one. */
  readonly ambiguities: readonly ZipAmbiguity[];
}

export type ZipAmbiguity =
  | 'two-directories'
  | 'entry-count'
  | 'cut-directory'
  /** A signature of an end record in the comment: there some programs begin. */
  | 'end-in-comment'
  /** A name that ends at its NUL for some programs. */
  | 'nul-in-name'
  /** An entry whose own header names another file. */
  | 'local-name'
  /** An entry that the directory leaves out and that programs see which read from the front. */
  | 'unlisted-entry';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const END_SIGNATURE = 'PK\x05\x06';
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;

interface Directory {
  readonly offset: number;
  readonly sizeBytes: number;
  /** Bytes in front of the archive that its offsets do not count: a launch script, a self-extractor. */
  readonly prefixBytes: number;
  readonly entries: number;
  readonly ambiguous: boolean;
  /** Where its end record is. */
  readonly end: number;
}

/** Reads the central directory of a zip file (PKWARE APPNOTE 6.3.10, §4.3), zip64 and files with something in front too; undefined when it has none. */
export function parseZip(bytes: Uint8Array): ZipArchive | undefined {
  const view = byteViewOf(bytes, true);
  const ends = endsOf(view);
  const directories = ends.flatMap((at) => directoryAt(view, at) ?? []);
  const directory = directories[0];
  if (directory === undefined) return undefined;
  const ambiguities = new Set<ZipAmbiguity>();
  if (directories.length > 1 || directory.ambiguous) ambiguities.add('two-directories');
  const entries: ZipEntry[] = [];
  const end = directory.offset + directory.sizeBytes;
  let at = directory.offset;
  while (at + CENTRAL_BYTES <= end && u32(view, at) === CENTRAL) {
    const sizeBytes = CENTRAL_BYTES + u16(view, at + 28) + u16(view, at + 30) + u16(view, at + 32);
    if (at + sizeBytes > end) break;
    entries.push(entryAt(view, at, directory.prefixBytes));
    at += sizeBytes;
  }
  if (at !== end) ambiguities.add('cut-directory');
  if (entries.length !== directory.entries) ambiguities.add('entry-count');
  if (asBuffer(bytes).indexOf(END_SIGNATURE, directory.end + 4, 'latin1') >= 0) ambiguities.add('end-in-comment');
  for (const ambiguity of ambiguitiesOf(view, entries)) ambiguities.add(ambiguity);
  return { bytes, entries, directoryOffset: directory.offset, ambiguities: [...ambiguities] };
}

/** What the entries themselves say otherwise than the directory. */
function* ambiguitiesOf(view: ByteView, entries: readonly ZipEntry[]): Iterable<ZipAmbiguity> {
  const offsets = new Set(entries.map(({ headerOffset }) => headerOffset));
  const isUnlisted = (at: number) => u32(view, at) === LOCAL && !offsets.has(at);
  if (isUnlisted(0)) yield 'unlisted-entry';
  for (const { name, headerOffset, compressedBytes } of entries) {
    if (name.includes('\0')) yield 'nul-in-name';
    const nameEnd = headerOffset + LOCAL_BYTES + u16(view, headerOffset + 26);
    const localName = u32(view, headerOffset) === LOCAL ? textAt(view, headerOffset + LOCAL_BYTES, nameEnd) : undefined;
    if (localName !== name) yield 'local-name';
    // Behind the data, or behind a descriptor of one of its four forms.
    const end = nameEnd + u16(view, headerOffset + 28) + compressedBytes;
    for (const gap of [0, 12, 16, 20, 24]) if (isUnlisted(end + gap)) yield 'unlisted-entry';
  }
}

function textAt(view: ByteView, start: number, end: number): string {
  return asBuffer(view.bytes).toString('utf8', start, end);
}

/**
 * Where an end record may be, best first. Only one whose comment ends with the file is sure; when there is none, something was
 * appended and the last signature counts.
 */
function endsOf(view: ByteView): readonly number[] {
  const { length } = view.bytes;
  const tail = asBuffer(slice(view.bytes, Math.max(0, length - END_BYTES - MAX_COMMENT_BYTES), length));
  const start = length - tail.length;
  const exact: number[] = [];
  let last: number | undefined;
  for (
    let at = tail.lastIndexOf(END_SIGNATURE);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(END_SIGNATURE, at - 1)
  ) {
    if (!has(view, start + at, END_BYTES)) continue;
    last ??= start + at;
    if (start + at + END_BYTES + u16(view, start + at + 20) === length) exact.push(start + at);
  }
  return exact.length > 0 || last === undefined ? exact : [last];
}

function directoryAt(view: ByteView, end: number): Directory | undefined {
  if (u32(view, end) !== END) return undefined;
  let entries = u16(view, end + 10);
  let sizeBytes = u32(view, end + 12);
  let offset = u32(view, end + 16);
  let directoryEnd = end;
  let ambiguous = false;
  const saturated = entries === 0xffff || sizeBytes === 0xffff_ffff || offset === 0xffff_ffff;
  if (u32(view, end - 20) === LOCATOR_64) {
    const large = endOf64(view, end);
    if (large !== undefined) {
      const same =
        u64(view, large + 32) === entries && u64(view, large + 40) === sizeBytes && u64(view, large + 48) === offset;
      // Programs that do not ask for zip64 unless a field is full see the other directory.
      ambiguous = !saturated && !same;
      entries = u64(view, large + 32);
      sizeBytes = u64(view, large + 40);
      offset = u64(view, large + 48);
      directoryEnd = large;
    }
  }
  const start = directoryEnd - sizeBytes;
  const prefixBytes = start - offset;
  if (!Number.isSafeInteger(start) || start < 0 || prefixBytes < 0) return undefined;
  if (sizeBytes > 0 && u32(view, start) !== CENTRAL) return undefined;
  // With something in front, the offset as written may lead to a second directory that other programs would take.
  if (prefixBytes > 0 && sizeBytes > 0 && u32(view, offset) === CENTRAL) ambiguous = true;
  return { offset: start, sizeBytes, prefixBytes, entries, ambiguous, end };
}

/** The zip64 end record that the locator in front of `end` names, or the one that stands right in front of the locator. */
function endOf64(view: ByteView, end: number): number | undefined {
  return [u64(view, end - 12), end - 20 - 56].find((at) => has(view, at, 56) && u32(view, at) === END_64);
}

function entryAt(view: ByteView, at: number, prefixBytes: number): ZipEntry {
  const nameBytes = u16(view, at + 28);
  let sizeBytes = u32(view, at + 24);
  let compressedBytes = u32(view, at + 20);
  let headerOffset = u32(view, at + 42);
  if (sizeBytes === 0xffff_ffff || compressedBytes === 0xffff_ffff || headerOffset === 0xffff_ffff) {
    let field = zip64FieldOf(view, at + CENTRAL_BYTES + nameBytes, u16(view, at + 30));
    const next = (value: number) => {
      if (value !== 0xffff_ffff || field === undefined) return value;
      field += 8;
      return u64(view, field - 8);
    };
    sizeBytes = next(sizeBytes);
    compressedBytes = next(compressedBytes);
    headerOffset = next(headerOffset);
  }
  return {
    name: textAt(view, at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
    flags: u16(view, at + 8),
    method: u16(view, at + 10),
    compressedBytes,
    sizeBytes,
    crc32: u32(view, at + 16),
    headerOffset: headerOffset + prefixBytes,
  };
}

/** Where the values of the zip64 extra field (id 1) begin, among the extra fields from `at` on. */
function zip64FieldOf(view: ByteView, at: number, length: number): number | undefined {
  const end = at + length;
  for (let field = at; field + 4 <= end; field += 4 + u16(view, field + 2))
    if (u16(view, field) === 1) return field + 4;
  return undefined;
}

/** Where the bytes of an entry begin, by its local header; undefined when there is no header or it names another file. */
export function dataOffsetOf(archive: ZipArchive, entry: ZipEntry): number | undefined {
  const view = byteViewOf(archive.bytes, true);
  const at = entry.headerOffset;
  if (!has(view, at, LOCAL_BYTES) || u32(view, at) !== LOCAL || u16(view, at + 8) !== entry.method) return undefined;
  const nameEnd = at + LOCAL_BYTES + u16(view, at + 26);
  if (textAt(view, at + LOCAL_BYTES, nameEnd) !== entry.name) return undefined;
  return nameEnd + u16(view, at + 28);
}
