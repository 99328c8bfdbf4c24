import { setTimeout as sleep } from 'node:timers/promises';
import { type BboltDatabase, openBbolt } from '../../formats/bytes/bbolt.ts';
import { asBuffer } from '../../formats/bytes/byte-view.ts';
import { type Digest, parseDigest } from '../../model/digest.ts';
import { PlimsollError } from '../../model/error.ts';
import { openForReading, readRange } from '../layout/file-chunks.ts';
import { printable } from '../layout/printable.ts';
import { databaseOf } from './content-root.ts';

/** An image by name, as containerd has it in one of its namespaces. */
export interface StoredImage {
  readonly root: string;
  readonly namespace: string;
  readonly name: string;
  /** Of its manifest or index. */
  readonly digest: Digest;
  readonly mediaType?: string;
}

/** A database of a busy node has some tens of megabytes. */
const LARGEST = 2 ** 30;
const MOST_IMAGES = 100_000;
const MOST_NAME_BYTES = 4096;
const TRIES = 5;
const PAUSE_MS = 20;

/**
 * All images of all namespaces of a root (containerd, metadata/buckets.go: v1/NAMESPACE/images/NAME/target). Those that name no digest
 * are left out. `containerd/unreadable-database`.
 */
export async function storedImages(root: string, signal: AbortSignal): Promise<StoredImage[]> {
  const database = await readDatabase(databaseOf(root), signal);
  const images: StoredImage[] = [];
  const namespaces = database.root.bucket('v1')?.buckets() ?? [];
  let seen = 0;
  for (const [namespace, bucket] of namespaces) {
    for (const [name, image] of bucket.bucket('images')?.buckets() ?? []) {
      if (++seen > MOST_IMAGES) throw unreadable(root, `it names more than ${MOST_IMAGES} images`);
      const target = image.bucket('target');
      const digest = parseDigest(textOf(target?.value('digest')));
      if (digest === undefined || name.length > MOST_NAME_BYTES) continue;
      const mediaType = textOf(target?.value('mediatype'));
      images.push({ root, namespace, name, digest, ...(mediaType && { mediaType }) });
    }
  }
  return images;
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes !== undefined && bytes.length < 1024 ? asBuffer(bytes).toString('utf8') : undefined;
}

/** containerd writes while we read, without asking: what we have is whole when no commit came between. */
async function readDatabase(path: string, signal: AbortSignal): Promise<BboltDatabase> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const bytes = await readWhole(path, LARGEST, signal);
    const database = openBbolt(bytes);
    const now = openBbolt(await readWhole(path, META_BYTES, signal));
    if (database !== undefined && database.transaction === now?.transaction) return database;
    if (database === undefined && attempt === TRIES) throw unreadable(path, 'it is no database of bbolt');
    // A database that is just being made is empty for a moment.
    await sleep(attempt * PAUSE_MS, undefined, { signal });
  }
  throw unreadable(path, 'it is written all the time');
}

/** Holds both meta pages, whatever the size of a page. */
const META_BYTES = 128 << 10;

async function readWhole(path: string, max: number, signal: AbortSignal): Promise<Uint8Array> {
  const { handle, sizeBytes } = await openForReading(path);
  try {
    if (sizeBytes > LARGEST) throw unreadable(path, `it has ${sizeBytes} bytes, over the limit of ${LARGEST}`);
    return await readRange(handle, { offset: 0, sizeBytes: Math.min(sizeBytes, max) }, signal);
  } finally {
    await handle.close();
  }
}

function unreadable(path: string, why: string): PlimsollError {
  return new PlimsollError('containerd/unreadable-database', `${printable(path, 300)} cannot be read: ${why}`, {
    help: ['try again, or export the image: ctr images export FILE NAME, then archive://FILE'],
  });
}
