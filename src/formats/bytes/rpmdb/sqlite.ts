import { Buffer } from 'node:buffer';
import { type Complain, openPages, type Pages } from './sqlite-pages.ts';

/** One row: bytes of a text or blob, a number (integers beyond 2^53 lose digits), or null. */
export type SqliteValue = Uint8Array | number | null;

const TABLE_INTERIOR = 0x05;
const TABLE_LEAF = 0x0d;
/** The header of the database precedes the first page's own. */
const DATABASE_HEADER_BYTES = 100;

/**
 * The rows of one table of an SQLite 3 database, in order of rowid, with the committed part of its write-ahead log
 * (SQLite file format, https://www.sqlite.org/fileformat2.html). Blobs may be windows into `file` and `wal`. Bounded by the
 * number of pages, whatever their links say. Yields nothing, after a complaint, when the file is no database or lacks the table.
 */
export function* sqliteRows(
  file: Uint8Array,
  wal: Uint8Array | undefined,
  table: string,
  complain: Complain,
): Generator<readonly SqliteValue[]> {
  const pages = openPages(file, wal, complain);
  if (pages === undefined) return;
  const root = rootOf(pages, table, complain);
  if (root === undefined) complain(`the SQLite database has no table ${table}`);
  else yield* rowsOf(pages, root, complain);
}

/** The schema table is rooted on page 1: type, name, tbl_name, rootpage, sql (§2.6). */
function rootOf(pages: Pages, table: string, complain: Complain): number | undefined {
  for (const [type, name, , root] of rowsOf(pages, 1, complain)) {
    if (textOf(type) === 'table' && textOf(name)?.toLowerCase() === table.toLowerCase() && typeof root === 'number')
      return root;
  }
  return undefined;
}

function textOf(value: SqliteValue | undefined): string | undefined {
  return value instanceof Uint8Array && value.length < 1024 ? Buffer.from(value).toString('utf8') : undefined;
}

/** Walks a table b-tree (§1.6). Each page, overflow pages too, serves once: links that run in circles end here. */
function* rowsOf(pages: Pages, root: number, complain: Complain): Generator<readonly SqliteValue[]> {
  const seen = new Set<number>();
  const todo: { readonly number: number; readonly page: Uint8Array }[] = [];
  const visit = (number: number) => {
    const page = take(pages, number, seen);
    if (page === undefined) complain('a page of the SQLite database is missing or linked twice');
    else todo.push({ number, page });
  };
  visit(root);
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { number, page } = next;
    const view = new DataView(page.buffer, page.byteOffset, page.length);
    const start = number === 1 ? DATABASE_HEADER_BYTES : 0;
    const kind = page[start];
    const cellCount = view.getUint16(start + 3);
    const pointers = start + (kind === TABLE_INTERIOR ? 12 : 8);
    if ((kind !== TABLE_LEAF && kind !== TABLE_INTERIOR) || pointers + 2 * cellCount > pages.usable) {
      complain('a page of the SQLite database is no page of a table');
      continue;
    }
    if (kind === TABLE_INTERIOR) {
      visit(view.getUint32(start + 8));
      for (let i = cellCount - 1; i >= 0; i--) {
        const cell = view.getUint16(pointers + 2 * i);
        if (cell + 4 <= pages.usable) visit(view.getUint32(cell));
        else complain('a page of the SQLite database holds a broken cell');
      }
    } else yield* rowsOfLeaf(pages, page, pointers, cellCount, seen, complain);
  }
}

function* rowsOfLeaf(
  pages: Pages,
  page: Uint8Array,
  pointers: number,
  cellCount: number,
  seen: Set<number>,
  complain: Complain,
): Generator<readonly SqliteValue[]> {
  // Cells do not overlap: together they fill a page at most, or hostile pointers would make one page yield thousands of rows.
  let room = pages.usable;
  for (let i = 0; i < cellCount; i++) {
    const cell = readUint16(page, pointers + 2 * i);
    const payload = payloadOf(pages, page, cell, seen);
    const row = payload === undefined ? undefined : recordOf(payload);
    if (payload !== undefined) room -= payload.length <= pages.usable - 35 ? payload.length : leastLocal(pages.usable);
    if (row === undefined || room < 0) complain('a page of the SQLite database holds a broken row');
    else yield row;
    if (room < 0) return;
  }
}

function take(pages: Pages, number: number, seen: Set<number>): Uint8Array | undefined {
  if (seen.has(number)) return undefined;
  seen.add(number);
  return pages.page(number);
}

/** The payload of a leaf cell, put together from its overflow pages (§1.6, "the amount of payload that spills"). */
function payloadOf(pages: Pages, page: Uint8Array, cell: number, seen: Set<number>): Uint8Array | undefined {
  const length = varint(page, cell);
  const rowid = length && varint(page, length.end);
  if (!length || !rowid) return undefined;
  const start = rowid.end;
  const usable = pages.usable;
  const most = usable - 35;
  if (length.value <= most)
    return start + length.value > usable ? undefined : page.subarray(start, start + length.value);
  const least = leastLocal(usable);
  const fitting = least + ((length.value - least) % (usable - 4));
  const local = fitting <= most ? fitting : least;
  if (start + local + 4 > usable) return undefined;
  // Pieces first, one buffer after: a length that the chain does not bear out costs no memory.
  const pieces = [page.subarray(start, start + local)];
  let next = readUint32(page, start + local);
  for (let left = length.value - local; left > 0; ) {
    const overflow = take(pages, next, seen);
    if (overflow === undefined) return undefined;
    const piece = overflow.subarray(4, Math.min(usable, 4 + left));
    pieces.push(piece);
    left -= piece.length;
    next = readUint32(overflow, 0);
  }
  return Buffer.concat(pieces);
}

/** Bytes that a cell keeps on its own page however much of it spills. */
function leastLocal(usable: number): number {
  return Math.floor(((usable - 12) * 32) / 255) - 23;
}

/** The columns of a record (§2.1). */
function recordOf(payload: Uint8Array): readonly SqliteValue[] | undefined {
  const header = varint(payload, 0);
  if (header === undefined || header.value > payload.length) return undefined;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  const row: SqliteValue[] = [];
  let body = header.value;
  for (let at = header.end; at < header.value; ) {
    const serial = varint(payload, at);
    if (serial === undefined) return undefined;
    at = serial.end;
    const size = sizeOf(serial.value);
    if (body + size > payload.length) return undefined;
    row.push(serial.value >= 12 ? payload.subarray(body, body + size) : numberAt(view, body, serial.value));
    body += size;
  }
  return row;
}

/** Bytes in the body by serial type; the types 10 and 11 never occur in a file. */
function sizeOf(serial: number): number {
  if (serial >= 12) return Math.floor((serial - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][serial]!;
}

function numberAt(view: DataView, at: number, serial: number): number | null {
  switch (serial) {
    case 1:
      return view.getInt8(at);
    case 2:
      return view.getInt16(at);
    case 3:
      return view.getInt8(at) * 0x10000 + view.getUint16(at + 1);
    case 4:
      return view.getInt32(at);
    case 5:
      return view.getInt16(at) * 2 ** 32 + view.getUint32(at + 2);
    case 6:
      return Number(view.getBigInt64(at));
    case 7:
      return view.getFloat64(at);
    case 8:
    case 9:
      return serial - 8;
    default:
      return null;
  }
}

/** Big-endian base 128, nine bytes at most (§1.6). Undefined at the end of the bytes. */
function varint(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    if (i === 8) return { value: value * 256 + byte, end: at + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return undefined;
}

function readUint16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
}
