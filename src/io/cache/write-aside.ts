import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asideName } from './aside.ts';

/** Writes a file in `workshop`, on the same file system, and renames it: readers see the old one, the new one or none, never a part. */
export async function writeAside(workshop: string, path: string, parts: readonly Uint8Array[]): Promise<void> {
  await Promise.all([workshop, dirname(path)].map((directory) => mkdir(directory, { recursive: true, mode: 0o700 })));
  const aside = join(workshop, asideName());
  try {
    const file = await open(aside, 'wx', 0o600);
    try {
      for (const part of parts) await file.writeFile(part);
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (cause) {
    await rm(aside, { force: true });
    throw cause;
  }
}
