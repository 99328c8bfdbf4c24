import { numberFor, writeNumber } from './bytes.ts';
import type { Mutator } from './mutator.ts';

/** A number somewhere in the first `length` bytes, on a grid, lies: where the headers and tables of executables and databases are. */
export function lyingHead(length: number, grid: 1 | 2 | 4 | 8 = 2): Mutator {
  return (bytes, random) => {
    const width = random.pick([2, 4, 8] as const);
    const room = Math.min(length, bytes.length) - width;
    if (room < 0) return bytes;
    writeNumber(
      bytes,
      random.below(Math.floor(room / grid) + 1) * grid,
      width,
      numberFor(bytes.length, random),
      random.below(4) > 0,
    );
    return bytes;
  };
}

/** The same for the last bytes: section tables, trailers. */
export function lyingTail(length: number): Mutator {
  return (bytes, random) => {
    const width = random.pick([2, 4, 8] as const);
    const room = Math.min(length, bytes.length);
    if (room < width) return bytes;
    const at = bytes.length - room + random.below(room - width + 1);
    writeNumber(bytes, at, width, numberFor(bytes.length, random), random.below(4) > 0);
    return bytes;
  };
}
