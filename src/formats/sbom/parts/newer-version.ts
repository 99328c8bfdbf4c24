import type { Note } from '../../../model/diagnostic.ts';

/** Says that a document is of a later minor version than those that are known: what is new in it goes unread. */
export function noteNewerVersion(format: string, minor: string, newest: number, note: Note): void {
  if (Number(minor) <= newest) return;
  const message = `The document is newer (${format}) than what is known of the format: what is new in it was not read.`;
  note({ code: 'sbom/newer-version', severity: 'warning', message });
}
