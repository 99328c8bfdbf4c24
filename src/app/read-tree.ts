import { createHash } from 'node:crypto';
import { LayerPass } from '../image/layer-pass.ts';
import { MAGIC_BYTES } from '../image/magic.ts';
import type { ReadGuard } from '../image/read-guard.ts';
import { compileSelection } from '../image/selection.ts';
import { walkTree } from '../io/rootfs/walk-tree.ts';
import { type Reader, type ReaderKey, readerKeyOf } from '../model/reader.ts';
import type { LayerResult } from '../ports/layer-reader.ts';
import { encodePass } from '../scan/layer-task.ts';

/** Reads a directory as one layer. It has no bytes of its own: its digests are those of nothing. */
export function readTree(
  root: string,
  all: readonly Reader<unknown>[],
  keys: readonly ReaderKey[],
  guard: ReadGuard,
): LayerResult {
  const readers = all.filter((reader) => keys.includes(readerKeyOf(reader)));
  const pass = new LayerPass(compileSelection(readers), guard);
  const entries = walkTree(root, (path, why) =>
    pass.odd('image/unreadable', `cannot be read (${why}): not scanned`, path),
  );
  for (const entry of entries) {
    if (pass.begin(entry) === 0) continue;
    const wanted = pass.peek(entry.read(MAGIC_BYTES));
    if (wanted > 0) pass.content(entry.read(wanted));
  }
  const nothing = `sha256:${createHash('sha256').digest('hex')}` as const;
  return { blob: nothing, blobBytes: 0, diffId: nothing, unpackedBytes: 0, ...encodePass(pass.end(), readers) };
}
