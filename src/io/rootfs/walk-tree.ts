import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  type Stats,
  statfsSync,
} from 'node:fs';
import { join } from 'node:path';
import { limits } from '../../formats/bytes/limits.ts';
import type { TarEntry } from '../../formats/bytes/tar-entry.ts';
import { PlimsollError } from '../../model/error.ts';
import type { EntryKind } from '../../model/file-tree.ts';

/** One entry below a directory. `read` gives the first bytes of a regular file and never follows a link. */
export interface TreeEntry extends TarEntry {
  read(maxBytes: number): Uint8Array;
}

/** Told of what could not be looked at. */
export type Unreadable = (path: string, why: string) => void;

/**
 * Everything below a directory, parents first, names in byte order; symbolic links are named, never followed, and a file is opened
 * with O_NOFOLLOW, so nothing outside is read. Synchronous: it runs in a worker. Throws `image/not-found`, `image/unreadable` for the root.
 */
export function* walkTree(root: string, unreadable: Unreadable): Iterable<TreeEntry> {
  let names: string[];
  try {
    names = readdirSync(root).sort();
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new PlimsollError(
      isMissing ? 'image/not-found' : 'image/unreadable',
      `the directory ${root} cannot be read`,
      {
        cause,
        help: [isMissing ? 'name a directory that is there' : 'run as a user that may read it'],
      },
    );
  }
  const device = lstatSync(root).dev;
  const stack: string[] = names.reverse();
  for (let path = stack.pop(); path !== undefined; path = stack.pop()) {
    let stats: Stats;
    try {
      stats = lstatSync(join(root, path));
    } catch (cause) {
      unreadable(path, reasonOf(cause));
      continue;
    }
    const kind = kindOf(stats);
    if (kind === undefined) continue;
    yield entryOf(root, path, kind, stats, unreadable);
    if (kind !== 'directory' || (stats.dev !== device && isKernels(join(root, path)))) continue;
    if (path.split('/').length >= limits.pathDepth) {
      unreadable(path, 'it is too deep');
      continue;
    }
    try {
      const children = readdirSync(join(root, path)).sort().reverse();
      for (const child of children) stack.push(`${path}/${child}`);
    } catch (cause) {
      unreadable(path, reasonOf(cause));
    }
  }
}

function entryOf(root: string, path: string, kind: EntryKind, stats: Stats, unreadable: Unreadable): TreeEntry {
  const full = join(root, path);
  let linkName = '';
  if (kind === 'symlink') {
    try {
      linkName = readlinkSync(full);
    } catch (cause) {
      unreadable(path, reasonOf(cause));
    }
  }
  return {
    name: path,
    kind,
    mode: stats.mode & 0o7777,
    uid: stats.uid,
    gid: stats.gid,
    sizeBytes: kind === 'file' ? stats.size : 0,
    linkName,
    read(maxBytes) {
      try {
        return readFirst(full, maxBytes);
      } catch (cause) {
        unreadable(path, reasonOf(cause));
        return new Uint8Array(0);
      }
    },
  };
}

function readFirst(path: string, maxBytes: number): Uint8Array {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return new Uint8Array(0);
    const bytes = new Uint8Array(Math.min(stats.size, maxBytes));
    let fill = 0;
    while (fill < bytes.length) {
      const count = readSync(file, bytes, fill, bytes.length - fill, fill);
      if (count === 0) break;
      fill += count;
    }
    return bytes.subarray(0, fill);
  } finally {
    closeSync(file);
  }
}

function kindOf(stats: Stats): EntryKind | undefined {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'symlink';
  if (stats.isFIFO()) return 'fifo';
  if (stats.isBlockDevice()) return 'block-device';
  if (stats.isCharacterDevice()) return 'character-device';
  return undefined;
}

/** What the kernel mounts to talk about itself (linux/magic.h): proc, sysfs, cgroup, cgroup2, debugfs, tracefs, devpts, securityfs, bpf. No part of an image. */
const KERNEL_FILE_SYSTEMS: ReadonlySet<number> = new Set([
  0x9fa0, 0x62656572, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0x1cd1, 0x73636673, 0xcafe4a11,
]);

function isKernels(path: string): boolean {
  try {
    return KERNEL_FILE_SYSTEMS.has(statfsSync(path).type);
  } catch {
    return false;
  }
}

function reasonOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? String(cause);
}
