import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { compressionOf } from '../../formats/bytes/inflate.ts';
import { PlimsollError } from '../../model/error.ts';
import { chunksOf, openForReading, readRange, unreadable } from '../layout/file-chunks.ts';
import { blobMissing, checkSmall, type LayoutFiles } from '../layout/layout-files.ts';
import { printable } from '../layout/printable.ts';
import { spool } from './spool.ts';
import { indexTar, type TarIndex } from './tar-index.ts';

export interface ArchiveOptions {
  /** Asked for when the archive is named `-`. */
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Where compressed or piped archives are kept while they are read. */
  readonly temporaryDirectory: string;
}

/** An open tar, whatever it came as. */
export interface ArchiveFile {
  readonly name: string;
  readonly handle: FileHandle;
  readonly index: TarIndex;
}

/**
 * Opens an archive: a plain file in place; what is compressed, a pipe or stdin through a private file.
 * `image/not-found`, `image/unreadable`, `image/empty` and those of `spool` and `indexTar`.
 */
export async function openArchive(path: string, options: ArchiveOptions, signal: AbortSignal): Promise<ArchiveFile> {
  if (path === '-') return openStream(options.stdin(), 'standard input', options.temporaryDirectory, signal);
  return indexed(path, await openFile(path, options.temporaryDirectory, signal), signal);
}

/** Opens an archive that comes as a stream, through a private file. `name` stands in errors; codes as those of `openArchive`. */
export async function openStream(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  temporaryDirectory: string,
  signal: AbortSignal,
): Promise<ArchiveFile> {
  return indexed(name, await spool(chunks, temporaryDirectory, name, signal), signal);
}

async function indexed(
  name: string,
  { handle, sizeBytes }: { readonly handle: FileHandle; readonly sizeBytes: number },
  signal: AbortSignal,
): Promise<ArchiveFile> {
  try {
    if (sizeBytes === 0) {
      throw new PlimsollError('image/empty', `${printable(name, 300)} is empty`, {
        help: ['the command that should have written the image failed, or wrote nothing yet'],
      });
    }
    await refuseOtherFormats(handle, name, sizeBytes, signal);
    return { name, handle, index: await indexTar(handle, sizeBytes, name, signal) };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

async function openFile(path: string, temporaryDirectory: string, signal: AbortSignal) {
  const file = await openForReading(path);
  let keep = false;
  try {
    if (file.directory) {
      throw new PlimsollError('image/not-an-image', `${printable(path, 300)} is a directory, not an archive`, {
        help: ['write oci-dir://DIRECTORY for an OCI image layout, rootfs://DIRECTORY for a file system'],
      });
    }
    if (!file.regular) return await spool(pipeChunks(path), temporaryDirectory, path, signal);
    const head = await readRange(file.handle, { offset: 0, sizeBytes: Math.min(4, file.sizeBytes) }, signal);
    keep = head.length < 4 || compressionOf(head) === 'none';
    if (keep) return { handle: file.handle, sizeBytes: file.sizeBytes };
    const chunks = chunksOf(file.handle, { offset: 0, sizeBytes: file.sizeBytes }, signal);
    return await spool(chunks, temporaryDirectory, path, signal);
  } finally {
    if (!keep) await file.handle.close();
  }
}

/** A FIFO or `/dev/fd/N` is opened anew: the probing handle does not block, this one waits for the writer. */
async function* pipeChunks(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) yield chunk as Uint8Array;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** `at`: where the magic stands, 0 when it is not said. */
interface OtherFormat {
  readonly what: string;
  readonly magic: readonly number[];
  readonly at?: number;
  readonly help: string;
}

const OTHERS: readonly OtherFormat[] = [
  { what: 'xz-compressed', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], help: 'unpack it first: xz -d FILE' },
  { what: 'bzip2-compressed', magic: [0x42, 0x5a, 0x68], help: 'unpack it first: bzip2 -d FILE' },
  { what: 'a zip file', magic: [0x50, 0x4b, 3, 4], help: 'unpack it first' },
  {
    what: 'a Squashfs file system',
    magic: [0x68, 0x73, 0x71, 0x73],
    help: 'mount it and name it as rootfs://DIRECTORY',
  },
  {
    // Behind the line that starts its runtime (SIF specification, "Global header").
    what: 'an image of Singularity or Apptainer (SIF)',
    magic: [0x53, 0x49, 0x46, 0x5f, 0x4d, 0x41, 0x47, 0x49, 0x43],
    at: 32,
    help: 'unpack it (apptainer build --sandbox DIRECTORY FILE) and name it as rootfs://DIRECTORY',
  },
];

async function refuseOtherFormats(handle: FileHandle, name: string, sizeBytes: number, signal: AbortSignal) {
  const head = await readRange(handle, { offset: 0, sizeBytes: Math.min(48, sizeBytes) }, signal);
  const other = OTHERS.find(({ magic, at = 0 }) => magic.every((byte, i) => head[at + i] === byte));
  if (other === undefined) return;
  throw new PlimsollError('image/not-an-image', `${printable(name, 300)} is ${other.what}, not a tar of an image`, {
    help: [other.help],
  });
}

/** The layout inside the archive. */
export function archiveFiles({ name, handle, index }: ArchiveFile): LayoutFiles {
  return {
    place: name,
    has: async (path) => index.find(path) !== undefined,
    read: async (path, signal) => {
      const range = index.find(path);
      if (range === undefined) return undefined;
      checkSmall(`${path} in ${name}`, range.sizeBytes);
      return readRange(handle, range, signal);
    },
    stream: (path, signal) => {
      const range = index.find(path);
      if (range === undefined) throw blobMissing(name, path);
      return chunksOf(handle, range, signal);
    },
    close: () => handle.close(),
  };
}
