import { numberFor, writeNumber } from './bytes.ts';
import type { Mutator } from './mutator.ts';

/** Mutators for SQLite databases with pages of `pageSize` bytes (SQLite file format, §1.6). */
export function sqliteMutators(pageSize: number): readonly Mutator[] {
  const pageOf = (bytes: Buffer, page: number) => (page === 0 ? 100 : page * pageSize) % Math.max(1, bytes.length);

  /** Kind, count of cells, rightmost child. */
  const lyingPage: Mutator = (bytes, random) => {
    const at = pageOf(bytes, random.below(Math.ceil(bytes.length / pageSize)));
    if (at + 12 > bytes.length) return bytes;
    const kind = random.below(4);
    if (kind === 0) bytes[at] = random.pick([2, 5, 10, 13, 0]);
    else if (kind === 1) writeNumber(bytes, at + 3, 2, numberFor(bytes.length, random), false);
    else writeNumber(bytes, at + 8, 4, BigInt(random.below(Math.ceil(bytes.length / pageSize) + 2)), false);
    return bytes;
  };

  /** Many cells of one page are one cell: much output of few bytes. */
  const sharedCells: Mutator = (bytes, random) => {
    const at = pageOf(bytes, random.below(Math.ceil(bytes.length / pageSize)));
    const end = Math.min(bytes.length, (Math.floor(at / pageSize) + 1) * pageSize);
    const header = bytes[at] === 5 ? 12 : 8;
    if (at + header + 2 > end) return bytes;
    const first = bytes.subarray(at + header, at + header + 2);
    const count = random.below(Math.floor((end - at - header) / 2)) + 1;
    for (let i = 0; i < count; i++) bytes.set(first, at + header + 2 * i);
    writeNumber(bytes, at + 3, 2, BigInt(count), false);
    return bytes;
  };

  /** A pointer to a page, in a cell or an overflow chain, leads elsewhere. */
  const lyingLink: Mutator = (bytes, random) => {
    const page = random.below(Math.ceil(bytes.length / pageSize));
    const at = Math.min(
      Math.max(0, bytes.length - 4),
      random.pick([page * pageSize, (page + 1) * pageSize - 4, page * pageSize + random.below(pageSize)]),
    );
    if (bytes.length >= 4)
      writeNumber(bytes, at, 4, BigInt(random.below(Math.ceil(bytes.length / pageSize) + 2)), false);
    return bytes;
  };

  return [lyingPage, sharedCells, lyingLink];
}
