import { createHash } from 'node:crypto';
import { closeSync, type Dirent, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { limits } from '../formats/bytes/limits.ts';
import type { Note } from '../model/diagnostic.ts';
import type { Digest } from '../model/digest.ts';
import { PlimsollError } from '../model/error.ts';
import type { Feed, FeedDocument } from '../model/feed.ts';
import { zipMembers } from './zip-file.ts';

const HEAD_BYTES = 4096;
const DEPTH = 20;
/** The largest document that is read whole, unpacked: Debian's tracker is a tenth of it. */
const DOCUMENT_BYTES = 1 << 30;

/** A file that one feed recognizes as its own. */
export interface FoundDocument {
  readonly feed: Feed;
  readonly document: FeedDocument;
}

/**
 * The documents of the feeds below a directory, in the order of their paths: recognized by name and first bytes, gzip taken off, zips opened
 * member by member. A document is read when it is asked for its members or its digest. Symbolic links below the directory are not followed.
 * Throws `knowledge/directory-unreadable` when the directory itself cannot be listed; what is unreadable below is noted.
 */
export function* findDocuments(directory: string, feeds: readonly Feed[], note: Note): Generator<FoundDocument> {
  for (const path of filesBelow(directory, note)) {
    const file = join(directory, path);
    const plain = path.replace(/\.gz$/, '');
    const candidates = feeds.filter((feed) => feed.documents.some((spec) => spec.path.test(plain)));
    if (candidates.length === 0) continue;
    const head = path.endsWith('.zip') ? new Uint8Array() : headOf(file, path, note);
    const feed = candidates.find(({ documents }) =>
      documents.some((spec) => spec.path.test(plain) && spec.recognizes(head)),
    );
    if (feed !== undefined)
      yield { feed, document: path.endsWith('.zip') ? zipDocument(file, path) : plainDocument(file, path) };
  }
}

/** A document that is one file, perhaps gzipped; read once, when first asked for. */
function plainDocument(file: string, path: string): FeedDocument {
  let loaded: { readonly bytes: Uint8Array; readonly digest: Digest } | undefined;
  const load = () => {
    if (loaded !== undefined) return loaded;
    if (statSync(file).size > DOCUMENT_BYTES)
      throw new PlimsollError('knowledge/document-too-large', `${file} is too large`);
    const bytes = path.endsWith('.gz') ? gunzip(file) : readFileSync(file);
    loaded = { bytes, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
    return loaded;
  };
  const updatedAt = path.endsWith('.gz') ? packedAt(file) : undefined;
  return {
    path: path.replace(/\.gz$/, ''),
    get digest() {
      return load().digest;
    },
    ...(updatedAt && { updatedAt }),
    async *members() {
      yield { name: path.replace(/\.gz$/, ''), bytes: load().bytes };
    },
  };
}

function zipDocument(file: string, path: string): FeedDocument {
  return {
    path,
    get digest(): Digest {
      return `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
    },
    async *members() {
      yield* zipMembers(file, limits.stringBytes);
    },
  };
}

/** Relative paths of the regular files, `/`-separated, sorted. */
function* filesBelow(directory: string, note: Note, below = '', depth = 0): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(directory, below), { withFileTypes: true });
  } catch (cause) {
    if (depth === 0) {
      throw new PlimsollError('knowledge/directory-unreadable', `cannot list ${directory}`, {
        cause,
        help: ['name a directory that holds advisory data'],
      });
    }
    note({
      code: 'knowledge/directory-unreadable',
      severity: 'warning',
      message: 'A directory below cannot be listed.',
      path: below,
    });
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && depth < DEPTH) yield* filesBelow(directory, note, path, depth + 1);
  }
}

/** The first bytes, unpacked; empty when they cannot be had. */
function headOf(file: string, path: string, note: Note): Uint8Array {
  try {
    const bytes = readHead(file, path.endsWith('.gz') ? 4 * HEAD_BYTES : HEAD_BYTES);
    if (!path.endsWith('.gz')) return bytes;
    const head = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, HEAD_BYTES);
    if (head.length === 0) throw new Error('cut off in its header');
    return head;
  } catch {
    note({
      code: 'knowledge/document-unreadable',
      severity: 'warning',
      message: 'A file is not readable; it was left out.',
      path,
    });
    return new Uint8Array();
  }
}

function readHead(file: string, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, 0));
  } finally {
    closeSync(descriptor);
  }
}

function gunzip(file: string): Uint8Array {
  return gunzipSync(readFileSync(file), { maxOutputLength: DOCUMENT_BYTES });
}

/** The day that gzip's header tells, when it tells one (RFC 1952 §2.3.1, MTIME). */
function packedAt(file: string): string | undefined {
  const head = readHead(file, 8);
  const seconds = head.length === 8 ? head.readUInt32LE(4) : 0;
  return seconds === 0 ? undefined : new Date(seconds * 1000).toISOString();
}
