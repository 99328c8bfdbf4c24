import { join } from 'node:path';
import { limits } from '../../formats/bytes/limits.ts';
import { PlimsollError } from '../../model/error.ts';
import { confinedPath } from './confined-path.ts';
import { chunksOf, openForReading, readRange, unreadable } from './file-chunks.ts';
import { printable } from './printable.ts';

/** The files of an OCI image layout, wherever they lie: in a directory or in a tar. Paths are relative, with `/`, made by us. */
export interface LayoutFiles {
  /** What stands in errors. */
  readonly place: string;
  has(path: string): Promise<boolean>;
  /** A small file, whole; undefined when there is none. `image/too-large` above `limits.manifestBytes`. */
  read(path: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
  /** A file of any size. `image/blob-missing` when there is none. */
  stream(path: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** A layout in a directory. Links are followed only inside it, and nothing but regular files is read. */
export function directoryFiles(directory: string): LayoutFiles {
  const locate = async (path: string): Promise<string | undefined> => {
    let place: string | undefined;
    try {
      place = await confinedPath(directory, path);
    } catch (cause) {
      throw unreadable(join(directory, path), cause);
    }
    if (place !== 'outside') return place;
    throw new PlimsollError(
      'image/unsafe-path',
      `${printable(join(directory, path), 300)} is a link that leads out of the layout`,
      { help: ['copy the layout with the links resolved (cp -rL), when you trust where they lead'] },
    );
  };
  const opened = async (path: string) => {
    const real = await locate(path);
    if (real === undefined) return undefined;
    const file = await openForReading(real, true);
    if (file.regular) return file;
    await file.handle.close();
    throw new PlimsollError('image/unreadable', `${printable(join(directory, path), 300)} is not a regular file`);
  };
  return {
    place: directory,
    has: async (path) => (await locate(path)) !== undefined,
    read: async (path, signal) => {
      const file = await opened(path);
      if (file === undefined) return undefined;
      try {
        checkSmall(`${directory}/${path}`, file.sizeBytes);
        return await readRange(file.handle, { offset: 0, sizeBytes: file.sizeBytes }, signal);
      } finally {
        await file.handle.close();
      }
    },
    stream: async function* (path, signal) {
      const file = await opened(path);
      if (file === undefined) throw blobMissing(directory, path);
      try {
        yield* chunksOf(file.handle, { offset: 0, sizeBytes: file.sizeBytes }, signal);
      } finally {
        await file.handle.close();
      }
    },
    close: async () => undefined,
  };
}

/** Documents are read whole, so they are small or refused. */
export function checkSmall(name: string, sizeBytes: number): void {
  if (sizeBytes <= limits.manifestBytes) return;
  throw new PlimsollError(
    'image/too-large',
    `${printable(name, 300)} has ${sizeBytes} bytes; a manifest, index or configuration may have ${limits.manifestBytes}`,
  );
}

export function blobMissing(place: string, path: string): PlimsollError {
  return new PlimsollError('image/blob-missing', `${printable(place, 300)} does not hold ${printable(path, 160)}`, {
    help: ['the image was copied or saved in part; save it again'],
  });
}
