import type { Note } from './diagnostic.ts';
import type { Distro } from './distro.ts';
import type { FileTree } from './file-tree.ts';
import type { Finding } from './finding.ts';
import type { CatalogedPackage, PackageId } from './package.ts';

/** First bytes by which a file is known. */
export type Magic = 'elf' | 'pe' | 'macho' | 'zip' | 'sqlite' | 'shebang' | 'gzip' | 'xz' | 'zstd';

/** Which files of a layer a reader wants. Paths are canonical. */
export type FileSelector = (
  | { readonly path: string }
  | { readonly basename: string }
  | { readonly basenameGlob: string }
  | { readonly suffix: string }
  | { readonly parent: string; readonly suffix?: string }
  | { readonly under: string; readonly suffix?: string }
  | { readonly magic: Magic }
  | { readonly text: true }
) & {
  /** A larger file is handed over cut off here, with `truncated` set. */
  readonly maxBytes: number;
  /** Names of files in the same directory that belong to this one (`rpmdb.sqlite-wal`). */
  readonly companions?: readonly string[];
};

/** One selected file of one layer. `bytes` are borrowed until `read` returns: copy what must live longer. */
export interface LayerFile {
  readonly path: string;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
  /** Companion name → bytes, those that are there. */
  readonly companions: ReadonlyMap<string, Uint8Array>;
}

/** Turns the bytes of one file into small plain facts (JSON values). Pure; runs once per layer, synchronously, inside a worker. */
export interface Reader<F> {
  readonly id: string;
  /** Raise it when the same bytes give other facts: only this reader runs again. */
  readonly version: number;
  readonly selects: readonly FileSelector[];
  read(file: LayerFile, note: Note): F | undefined;
}

/** A fact and where it was read. */
export interface Located<F> {
  readonly layer: number;
  readonly path: string;
  readonly fact: F;
}

/** An image after its first `layer + 1` layers. */
export interface ImageState {
  readonly layer: number;
  readonly tree: FileTree;
  readonly distro?: Distro;
}

/** Files that an OS package brought, by its own record. Paths as recorded, made canonical; not resolved through links. */
export interface OwnedFiles {
  readonly owner: PackageId;
  /** Layer that wrote the record. */
  readonly layer: number;
  readonly paths: readonly string[];
  /** Path → digest that the record names, where it does. */
  digestOf?(path: string): RecordedDigest | undefined;
}

export interface RecordedDigest {
  readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512';
  readonly hex: string;
}

/** What is installed, told by one kind of file. `facts` are those of ONE state of the image, in path order; pure. */
export interface Cataloger<F> extends Reader<F> {
  packages(facts: readonly Located<F>[], state: ImageState, note: Note): Iterable<CatalogedPackage>;
  /** For package managers of the operating system: who owns which files. */
  owned?(facts: readonly Located<F>[], state: ImageState): Iterable<OwnedFiles>;
}

/** What else the bytes tell. Sees every layer, also what later layers hide. */
export interface Inspector<F> extends Reader<F> {
  entries?(tree: FileTree, note: Note): Iterable<Finding>;
  findings(facts: readonly Located<F>[], state: ImageState, note: Note): Iterable<Finding>;
}

/** Identity of a reader's facts in caches. */
export type ReaderKey = `${string}@${number}`;

export function readerKeyOf(reader: Pick<Reader<unknown>, 'id' | 'version'>): ReaderKey {
  return `${reader.id}@${reader.version}`;
}
