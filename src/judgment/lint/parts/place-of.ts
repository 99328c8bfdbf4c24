import type { Dockerfile } from '../../../model/dockerfile.ts';
import type { LinePosition } from '../../../model/lint.ts';

/** Line and column in bytes. Nothing of the line is decoded: a file of one endless line may have findings without number. */
export function placeOf({ lineStarts }: Dockerfile, byte: number): LinePosition {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (lineStarts[middle]! <= byte) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: byte - (lineStarts[low] ?? 0) + 1 };
}
