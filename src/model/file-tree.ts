/** Kinds of a tar entry that matter after unpacking. */
export type EntryKind = 'file' | 'directory' | 'symlink' | 'hardlink' | 'character-device' | 'block-device' | 'fifo';

/** One visible entry of the merged file system. */
export interface FileEntry {
  readonly path: string;
  readonly kind: EntryKind;
  /** Permission bits with setuid, setgid and sticky (0o7777). */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  /** Target as written, for symbolic links; canonical path for hard links. */
  readonly linkTarget?: string;
  /** The last layer that wrote it. */
  readonly layer: number;
}

/** The file system of an image after some of its layers. */
export interface FileTree {
  /** What a path names, without following a final symlink; parents are followed. Undefined when nothing is there. */
  lookup(path: string): FileEntry | undefined;
  /** The canonical path after following every symlink (40 hops at most), or undefined when it leads nowhere. */
  resolve(path: string): string | undefined;
  /** The canonical path of a path's parent directory plus its last part: where a write to it would land. */
  resolveParent(path: string): string;
}
