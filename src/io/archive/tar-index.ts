import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path/posix';
import { asBuffer } from '../../formats/bytes/byte-view.ts';
import { canonicalPath, decodeName, leavesRoot } from '../../formats/bytes/entry-path.ts';
import { limits } from '../../formats/bytes/limits.ts';
import { BLOCK, isZeroBlock, parseHeader, type RawHeader } from '../../formats/bytes/tar-header.ts';
import { parsePax } from '../../formats/bytes/tar-pax.ts';
import { PlimsollError } from '../../model/error.ts';
import { type FileRange, readRange } from '../layout/file-chunks.ts';
import { printable } from '../layout/printable.ts';

/** Where the files of a tar lie in it. Bodies were not read. */
export interface TarIndex {
  /** The bytes of a regular file, through links inside the archive; undefined when there is none. */
  find(path: string): FileRange | undefined;
  readonly entries: number;
}

type Place = FileRange | { readonly target: string };

/** An image has hundreds of files, a layout with many images some thousands. */
const MAX_ENTRIES = 1_000_000;
const WINDOW_BYTES = 64 << 10;
/** Two of them would be two images in one name, and which is read would be chance. */
const ONLY_ONCE: ReadonlySet<string> = new Set(['manifest.json', 'index.json']);

/**
 * Walks the headers of a tar file of `sizeBytes` with positional reads (POSIX pax, GNU long names, base-256 sizes).
 * `name` stands in errors: `image/not-an-image` when it is no tar, `image/truncated`, `image/damaged-archive`, `image/too-large`.
 */
export async function indexTar(
  handle: FileHandle,
  sizeBytes: number,
  name: string,
  signal: AbortSignal,
): Promise<TarIndex> {
  const places = new Map<string, Place>();
  const window = new Window(handle, sizeBytes);
  let extra: Extra = {};
  let entries = 0;
  for (let at = 0; at < sizeBytes; ) {
    signal.throwIfAborted();
    const block = await window.block(at);
    if (block.length < BLOCK) {
      if (block.every((byte) => byte === 0)) break;
      throw at === 0 ? notATar(name) : truncated(name);
    }
    if (isZeroBlock(block)) break;
    const raw = parseHeader(asBuffer(block));
    if (raw === undefined) throw at === 0 ? notATar(name) : damaged(name, `there is no header at byte ${at}`);
    if (++entries > MAX_ENTRIES) throw tooLarge(name, `more than ${MAX_ENTRIES} entries`);
    const body = at + BLOCK;
    if ('xgLK'.includes(String.fromCharCode(raw.type))) {
      if (raw.size > limits.tarHeaderBytes) throw tooLarge(name, `a header of ${raw.size} bytes`);
      if (body + raw.size > sizeBytes) throw truncated(name);
      const bytes = await readRange(handle, { offset: body, sizeBytes: raw.size }, signal);
      extra = withExtension(extra, raw.type, bytes, name);
      at = body + padded(raw.size);
      continue;
    }
    const stored = storedBytes(raw, extra);
    if (body + stored > sizeBytes) throw truncated(name);
    if (raw.sparse !== undefined) throw damaged(name, 'it was made with sparse entries (tar -S)');
    const path = canonicalPath(extra.path ?? raw.name);
    const place = placeOf(raw, extra, path, { offset: body, sizeBytes: stored });
    if (path !== undefined && place !== undefined) {
      if (ONLY_ONCE.has(path) && places.has(path)) throw damaged(name, `it holds two files named ${path}`);
      places.set(path, place);
    }
    extra = {};
    at = body + padded(stored);
  }
  return { find: (path) => resolve(places, path), entries };
}

/** What extension headers say about the next entry. */
interface Extra {
  readonly path?: string;
  readonly link?: string;
  readonly sizeBytes?: number;
}

function withExtension(extra: Extra, type: number, bytes: Uint8Array, name: string): Extra {
  if (type === 0x67) return extra;
  if (type === 0x4c || type === 0x4b) {
    const zero = bytes.indexOf(0);
    const text = decodeName(zero < 0 ? bytes : bytes.subarray(0, zero));
    return type === 0x4c ? { ...extra, path: text } : { ...extra, link: text };
  }
  const records = parsePax(bytes);
  if (records === undefined) throw damaged(name, 'it has a malformed PAX header');
  const [path, link, size] = ['path', 'linkpath', 'size'].map((key) => records.get(key));
  const sizeText = size && decodeName(size);
  if (sizeText !== undefined && !/^\d{1,15}$/.test(sizeText)) throw damaged(name, 'a PAX header has a malformed size');
  return {
    ...extra,
    ...(path?.length && { path: decodeName(path) }),
    ...(link?.length && { link: decodeName(link) }),
    ...(sizeText !== undefined && { sizeBytes: Number(sizeText) }),
  };
}

/** Links, devices and directories have no body, whatever their size field says. */
function storedBytes(raw: RawHeader, extra: Extra): number {
  return raw.type >= 0x31 && raw.type <= 0x36 ? 0 : (extra.sizeBytes ?? raw.size);
}

function placeOf(raw: RawHeader, extra: Extra, path: string | undefined, body: FileRange): Place | undefined {
  if (path === undefined) return undefined;
  const isSymlink = raw.type === 0x32;
  if (isSymlink || raw.type === 0x31) {
    const link = extra.link ?? raw.linkName;
    const from = isSymlink && !link.startsWith('/') ? `${dirname(path)}/${link}` : link;
    const target = leavesRoot(from) ? undefined : canonicalPath(from);
    return target === undefined ? undefined : { target };
  }
  return raw.type === 0 || raw.type === 0x30 || raw.type === 0x37 ? body : undefined;
}

function resolve(places: ReadonlyMap<string, Place>, path: string): FileRange | undefined {
  let place = places.get(canonicalPath(path) ?? '');
  for (let hops = 0; place !== undefined && 'target' in place; hops++) {
    place = hops < limits.linkHops ? places.get(place.target) : undefined;
  }
  return place;
}

/** Reads blocks through one buffer, so that many small entries cost few system calls. */
class Window {
  readonly #handle: FileHandle;
  readonly #sizeBytes: number;
  readonly #buffer = new Uint8Array(WINDOW_BYTES);
  #start = 0;
  #length = 0;

  constructor(handle: FileHandle, sizeBytes: number) {
    this.#handle = handle;
    this.#sizeBytes = sizeBytes;
  }

  /** The block at `position`, shorter at the end of the file. */
  async block(position: number): Promise<Uint8Array> {
    const wanted = Math.min(BLOCK, this.#sizeBytes - position);
    if (position < this.#start || position + wanted > this.#start + this.#length) {
      this.#start = position;
      this.#length = (await this.#handle.read(this.#buffer, 0, WINDOW_BYTES, position)).bytesRead;
    }
    const from = position - this.#start;
    return this.#buffer.subarray(from, Math.min(from + wanted, this.#length));
  }
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}

function notATar(name: string): PlimsollError {
  return new PlimsollError('image/not-an-image', `${printable(name, 300)} is not an image: it is no tar archive`, {
    help: ['an image comes out of `docker save`, `podman save` or `skopeo copy … oci-archive:FILE`'],
  });
}

/** The archive ends before its content does. */
export function truncated(name: string, cause?: unknown): PlimsollError {
  return new PlimsollError('image/truncated', `${printable(name, 300)} is cut short: it ends inside an entry`, {
    cause,
    help: ['save or copy it again, and check that the disk was not full'],
  });
}

export function damaged(name: string, why: string, cause?: unknown): PlimsollError {
  return new PlimsollError('image/damaged-archive', `${printable(name, 300)} cannot be read: ${why}`, {
    cause,
    help: ['save the image again'],
  });
}

export function tooLarge(name: string, what: string): PlimsollError {
  return new PlimsollError('image/too-large', `${printable(name, 300)} has ${what}, over the limit`);
}
