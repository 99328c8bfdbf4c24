/** Why a reader does not get a file: it did not come back from it in time, or ended the whole process. */
export type GiveUp = 'time' | 'crash';

/**
 * Watches over readers from outside of their thread. A reader that never comes back is stopped together with everything around it, so
 * who reads what must be known before, and the pass is then made again without that reader on that file.
 * `row` is the row of the file table, `reader` the place in the selection.
 */
export interface ReadGuard {
  enters(row: number, reader: number): void;
  leaves(): void;
  /** Set when this reader is not to get this file. */
  passesOver(row: number, reader: number): GiveUp | undefined;
}

/** Nobody watches. */
export const noGuard: ReadGuard = { enters() {}, leaves() {}, passesOver: () => undefined };

export function giveUpMessage(reader: string, why: GiveUp): string {
  const what = why === 'time' ? 'took too long over the file' : 'crashed on the file';
  return `${reader} ${what}: not scanned`;
}
