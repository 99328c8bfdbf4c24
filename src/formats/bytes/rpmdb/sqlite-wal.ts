/** What a write-ahead log adds to its database. */
export interface Wal {
  readonly pageSize: number;
  /** Size of the database after the last commit. */
  readonly pageCount: number;
  /** Page number → its newest committed content. */
  readonly pages: ReadonlyMap<number, Uint8Array>;
  /** Set when frames behind the last commit are broken, not merely left over from an earlier round. */
  readonly problem?: string;
}

const HEADER_BYTES = 32;
const FRAME_BYTES = 24;
/** The lowest bit of the magic tells the byte order of the checksums. */
const MAGIC = 0x377f0682;
const VERSION = 3007000;

/**
 * Reads a write-ahead log as SQLite's recovery does (SQLite file format, §4): frames count while salt and running checksum fit,
 * up to the last that commits. Returns the problem as a string when not even the header holds; undefined for an empty log.
 */
export function parseWal(bytes: Uint8Array): Wal | string | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes.length < HEADER_BYTES) return 'the write-ahead log is cut off within its header';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = view.getUint32(0);
  if ((magic & ~1) >>> 0 !== MAGIC) return 'the write-ahead log has a wrong signature';
  const littleEndian = (magic & 1) === 0;
  const pageSize = view.getUint32(8);
  if (pageSize < 512 || pageSize > 65536 || (pageSize & (pageSize - 1)) !== 0)
    return 'the write-ahead log names an impossible page size';
  if (view.getUint32(4) !== VERSION) return 'the write-ahead log has an unknown version';
  let sums = checksum(view, 0, 24, littleEndian, [0, 0]);
  if (!sumsAt(view, 24, sums)) return 'the checksum of the write-ahead log is wrong';

  const committed = new Map<number, Uint8Array>();
  let pending: [number, Uint8Array][] = [];
  let pageCount = 0;
  let problem: string | undefined;
  let at = HEADER_BYTES;
  for (; at + FRAME_BYTES + pageSize <= bytes.length; at += FRAME_BYTES + pageSize) {
    const sameSalt = view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20);
    // Frames of an earlier round, not yet overwritten, are the ordinary end of a log.
    if (!sameSalt) break;
    sums = checksum(view, at, 8, littleEndian, sums);
    sums = checksum(view, at + FRAME_BYTES, pageSize, littleEndian, sums);
    const page = view.getUint32(at);
    if (page === 0 || !sumsAt(view, at + 16, sums)) {
      problem = 'the write-ahead log holds a frame with a wrong checksum';
      break;
    }
    pending.push([page, bytes.subarray(at + FRAME_BYTES, at + FRAME_BYTES + pageSize)]);
    const sizeAfterCommit = view.getUint32(at + 4);
    if (sizeAfterCommit === 0) continue;
    for (const [number, content] of pending) committed.set(number, content);
    pending = [];
    pageCount = sizeAfterCommit;
  }
  if (problem === undefined && at < bytes.length && bytes.length - at < FRAME_BYTES + pageSize)
    problem = 'the write-ahead log is cut off within a frame';
  return { pageSize, pageCount, pages: committed, ...(problem !== undefined && { problem }) };
}

type Sums = readonly [number, number];

/** The running checksum over `length` bytes, a multiple of eight (SQLite file format, §4.2). */
function checksum(view: DataView, start: number, length: number, littleEndian: boolean, sums: Sums): Sums {
  let [a, b] = sums;
  for (let at = start; at < start + length; at += 8) {
    a = (a + view.getUint32(at, littleEndian) + b) >>> 0;
    b = (b + view.getUint32(at + 4, littleEndian) + a) >>> 0;
  }
  return [a, b];
}

function sumsAt(view: DataView, at: number, sums: Sums): boolean {
  return view.getUint32(at) === sums[0] && view.getUint32(at + 4) === sums[1];
}
