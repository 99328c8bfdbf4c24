import { parseWal } from './sqlite-wal.ts';

/** Called for each thing that is wrong; reading goes on with what is left. */
export type Complain = (problem: string) => void;

/** The pages of one database, as of its last commit. */
export interface Pages {
  /** Bytes of a page that content may use: page size without the reserved tail. */
  readonly usable: number;
  readonly count: number;
  /** Page by number, from 1; undefined outside of the file. */
  page(number: number): Uint8Array | undefined;
}

const SIGNATURE = 'SQLite format 3\0';

/**
 * Opens a database file with its write-ahead log, if any. Undefined, after a complaint, when it is none
 * (SQLite file format, §1.3). `file` and `wal` are borrowed: pages are windows into them.
 */
export function openPages(file: Uint8Array, wal: Uint8Array | undefined, complain: Complain): Pages | undefined {
  if (file.length < 512) {
    complain('the file is too short for an SQLite database');
    return undefined;
  }
  const log = wal === undefined ? undefined : parseWal(wal);
  if (typeof log === 'string') complain(log);
  else if (log?.problem !== undefined) complain(log.problem);
  const pageSize = pageSizeOf(file);
  const overlay = typeof log === 'object' && log.pages.size > 0 ? log : undefined;
  if (overlay !== undefined && overlay.pageSize !== pageSize)
    complain('the write-ahead log belongs to another database: the page sizes differ');
  const newer = overlay?.pageSize === pageSize ? overlay : undefined;
  const head = newer?.pages.get(1) ?? file;
  for (let i = 0; i < SIGNATURE.length; i++) {
    if (head[i] !== SIGNATURE.charCodeAt(i)) {
      complain('the file has no SQLite signature');
      return undefined;
    }
  }
  const usable = pageSize - head[20]!;
  const encoding = head[59]!;
  if (pageSize === 0 || usable < 480 || pageSizeOf(head) !== pageSize) {
    complain('the header of the SQLite database holds impossible sizes');
    return undefined;
  }
  if (encoding > 1) {
    complain('the SQLite database is not in UTF-8');
    return undefined;
  }
  const stored = Math.floor(file.length / pageSize);
  if (newer === undefined && stored < countInHeader(head)) complain('the SQLite database is cut off');
  const count = newer?.pageCount ?? stored;
  return {
    usable,
    count,
    page(number) {
      if (number < 1 || number > count) return undefined;
      const fromLog = newer?.pages.get(number);
      if (fromLog !== undefined) return fromLog;
      return number > stored ? undefined : file.subarray((number - 1) * pageSize, number * pageSize);
    },
  };
}

/** 0 for a size that is no power of two between 512 and 65536. */
function pageSizeOf(head: Uint8Array): number {
  const size = (head[16]! << 8) | head[17]!;
  if (size === 1) return 65536;
  return size >= 512 && (size & (size - 1)) === 0 ? size : 0;
}

function countInHeader(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset, head.length).getUint32(28);
}
