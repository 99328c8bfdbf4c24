/**
 * What a worker is reading just now, three 32-bit numbers that outlive it: the row of the file table, the reader (-1: none), and how many
 * readings there were. In shared memory of threads; in a file of a process of its own, written at the same place again and again.
 */
export interface Position {
  readonly row: number;
  readonly reader: number;
  readonly count: number;
}

export const POSITION_BYTES = 12;
/** Where a worker process finds its position file open. */
export const POSITION_FD = 4;

/** Before the first reading. */
export function writeNowhere(view: Int32Array): void {
  view.set([-1, -1, 0]);
}

export function positionIn(view: Int32Array): Position {
  return { row: view[0]!, reader: view[1]!, count: view[2]! };
}
