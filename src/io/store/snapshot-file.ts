import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { parseJsonObject } from '../../formats/bytes/json.ts';
import type { Digest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import type { KnowledgeRecord } from '../../model/knowledge.ts';

/** First line of a snapshot: what it holds, of which day and under what terms. */
export interface SnapshotHeader {
  readonly format: 'plimsoll-knowledge';
  readonly version: 1;
  /** Newest date that any of its data carries. */
  readonly asOf: string;
  readonly feeds: readonly SnapshotFeed[];
  /** Each source with its terms, as the snapshot's README lists them. */
  readonly sources: readonly { readonly name: string; readonly from: string; readonly license: string }[];
}

export interface SnapshotFeed {
  readonly id: string;
  readonly updatedAt: string | null;
  readonly records: number;
}

/** A record as a snapshot holds it: the document that it came from is not passed on, so neither is its digest. */
export type SnapshotRecord = KnowledgeRecord extends infer R
  ? R extends KnowledgeRecord
    ? Omit<R, 'digest'>
    : never
  : never;

const UNPACKED_BYTES = 512 << 20;

/** Writes header and records as JSON lines, compressed with zstd; the same records give the same bytes. */
export function writeSnapshot(path: string, header: SnapshotHeader, records: Iterable<SnapshotRecord>): number {
  const lines = [JSON.stringify(header)];
  for (const record of records) lines.push(JSON.stringify(record));
  const params = {
    [constants.ZSTD_c_compressionLevel]: 19,
    [constants.ZSTD_c_windowLog]: 27,
    [constants.ZSTD_c_enableLongDistanceMatching]: 1,
    [constants.ZSTD_c_checksumFlag]: 1,
  };
  const packed = zstdCompressSync(`${lines.join('\n')}\n`, { params });
  writeFileSync(path, packed);
  return packed.length;
}

export interface Snapshot {
  readonly header: SnapshotHeader;
  /** The records, each with the digest of the whole snapshot, for that is the document which holds it. */
  records(): Generator<KnowledgeRecord>;
}

/** Opens a snapshot. Throws `knowledge/snapshot-unreadable`. */
export function readSnapshot(path: string): Snapshot {
  if (!existsSync(path)) throw unreadable(path, 'it is missing');
  let bytes: Buffer;
  try {
    bytes = zstdDecompressSync(readFileSync(path), {
      maxOutputLength: UNPACKED_BYTES,
      params: { [constants.ZSTD_d_windowLogMax]: 27 },
    });
  } catch (cause) {
    throw unreadable(path, 'it does not unpack', cause);
  }
  const headEnd = bytes.indexOf(0x0a);
  const header = parseLine<SnapshotHeader>(path, bytes.subarray(0, Math.max(0, headEnd)));
  if (header.format !== 'plimsoll-knowledge' || header.version !== 1)
    throw unreadable(path, 'it is of another version');
  const digest: Digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return {
    header,
    *records() {
      for (let start = headEnd + 1; start < bytes.length; ) {
        const found = bytes.indexOf(0x0a, start);
        const end = found < 0 ? bytes.length : found;
        if (end > start)
          yield { ...parseLine<SnapshotRecord>(path, bytes.subarray(start, end)), digest } as KnowledgeRecord;
        start = end + 1;
      }
    },
  };
}

function parseLine<T>(path: string, line: Uint8Array): T {
  const value = parseJsonObject(line);
  if (value === undefined) throw unreadable(path, 'a line of it is no JSON object');
  return value as T;
}

function unreadable(path: string, why: string, cause?: unknown): PlimsollError {
  return new PlimsollError('knowledge/snapshot-unreadable', `the knowledge snapshot ${path} cannot be used: ${why}`, {
    cause,
  });
}
