import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

// The two meta pages at the head of an LMDB file, as lmdb 3.5 lays them out (liblmdb data version 2, 64-bit):
// page header 24 bytes, then magic, version, address, map size, two trees of 48 bytes, number of the last page.
const MAGIC = 0xbeefc0de;
const MAGIC_AT = 24;
const VERSION_AT = 28;
const PAGE_SIZE_AT = 48;
const LAST_PAGE_AT = 144;

/** Whether a file is an LMDB store of the version that is read here, and as long as its own count of pages says. */
export function isWholeStore(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const size = fstatSync(file).size;
      const first = metaAt(file, 0);
      const second = first && metaAt(file, first.pageSize);
      if (first === undefined || second === undefined || second.pageSize !== first.pageSize) return false;
      return (Math.max(first.lastPage, second.lastPage) + 1) * first.pageSize <= size;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

function metaAt(file: number, offset: number): { readonly pageSize: number; readonly lastPage: number } | undefined {
  const meta = Buffer.alloc(160);
  if (readSync(file, meta, 0, meta.length, offset) < meta.length) return undefined;
  const pageSize = meta.readUInt32LE(PAGE_SIZE_AT);
  if (meta.readUInt32LE(MAGIC_AT) !== MAGIC || meta.readUInt32LE(VERSION_AT) !== 2) return undefined;
  if (pageSize < 256 || pageSize > 65_536) return undefined;
  return { pageSize, lastPage: Number(meta.readBigUInt64LE(LAST_PAGE_AT)) };
}
