import { canonicalPath, leavesRoot } from '../formats/bytes/entry-path.ts';
import { limits } from '../formats/bytes/limits.ts';
import type { TarEntry } from '../formats/bytes/tar-entry.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { PlimsollError } from '../model/error.ts';
import { FileTableBuilder } from './file-table-builder.ts';
import { looksLikeText, MAGIC_BYTES, magicOf } from './magic.ts';
import { giveUpMessage, noGuard, type ReadGuard } from './read-guard.ts';
import { oncePerReader, type Selection, type Wish } from './selection.ts';

/** A link that a reader selected and whose bytes lie elsewhere. */
export interface PassWant {
  readonly reader: number;
  readonly path: string;
  readonly target: string;
  readonly symlink: boolean;
}

export interface PassResult {
  readonly table: Uint8Array;
  readonly entries: number;
  /** How often a reader was passed over because it had failed on that file before. */
  readonly givenUp: number;
  /** Per reader, in the order of the selection: `[path, fact]` sorted by path. */
  readonly facts: readonly (readonly (readonly [path: string, fact: unknown])[])[];
  readonly wants: readonly PassWant[];
  readonly diagnostics: readonly { readonly reader: number; readonly diagnostic: Diagnostic }[];
}

interface Kept {
  /** Of the file table. */
  readonly row: number;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly bytes: Uint8Array;
}

/**
 * One pass over the entries of a layer: a row of the file table for each, and the readers' facts of those that they selected.
 * The driver (a tar parser, a directory walk) calls `begin` for each entry, then `peek` and `content` as the answers ask.
 */
export class LayerPass {
  readonly #selection: Selection;
  readonly #guard: ReadGuard;
  readonly #table = new FileTableBuilder();
  readonly #facts: Map<string, unknown>[];
  readonly #wants = new Map<string, PassWant>();
  readonly #diagnostics: { reader: number; diagnostic: Diagnostic }[] = [];
  /** Paths that have facts or wants: a later entry of the same path takes them back. */
  readonly #touched = new Set<string>();
  readonly #companions = new Map<string, Kept>();
  /** Files that have companions are read at the end, when all are there. */
  readonly #deferred = new Map<string, { wishes: readonly Wish[]; kept: Kept }>();
  #path = '';
  #entry: TarEntry | undefined;
  #wishes: readonly Wish[] = [];
  #keepsCompanion = false;
  #dropped = 0;
  #givenUp = 0;

  constructor(selection: Selection, guard: ReadGuard = noGuard) {
    this.#selection = selection;
    this.#guard = guard;
    this.#facts = selection.readers.map(() => new Map());
  }

  /** Takes the next entry; answers how many first bytes `peek` is to see (0: the body can be skipped). */
  begin(entry: TarEntry): number {
    if (this.#table.rows >= limits.entries) {
      throw new PlimsollError('image/too-many-entries', `the layer has more than ${limits.entries} entries`);
    }
    const path = canonicalPath(entry.name);
    if (path === undefined) {
      this.odd('image/path-too-long', 'a path is too long or too deep: not scanned', entry.name.slice(0, 256));
      return 0;
    }
    if (leavesRoot(entry.name))
      this.odd('image/path-leaves-root', 'a path tries to leave the root and was kept inside', path);
    if (path === '') return 0;
    const slash = path.lastIndexOf('/');
    const name = slash < 0 ? path : path.slice(slash + 1);
    if (name.startsWith('.wh.')) {
      this.#whiteout(entry, slash < 0 ? '' : path.slice(0, slash), name);
      return 0;
    }
    if (this.#touched.has(path)) this.#forget(path);
    this.#path = path;
    this.#entry = entry;
    if (entry.kind === 'file') return this.#beginFile(entry, path, name);
    this.#addLink(entry, path);
    return 0;
  }

  /** The first bytes of the file that `begin` named; answers how many bytes `content` is to get. */
  peek(head: Uint8Array): number {
    let wishes = this.#wishes;
    if (this.#selection.wantsMagic) {
      const magic = magicOf(head);
      const byMagic = magic === undefined ? [] : this.#selection.byMagic(magic);
      const text = this.#selection.text.length > 0 && looksLikeText(head) ? this.#selection.text : [];
      if (byMagic.length + text.length > 0) wishes = oncePerReader([...wishes, ...byMagic, ...text]);
    }
    this.#wishes = wishes;
    let wanted = this.#keepsCompanion ? limits.stringBytes : 0;
    for (const { selector } of wishes) wanted = Math.max(wanted, selector.maxBytes);
    return wanted;
  }

  /** The wanted bytes; borrowed until this returns. */
  content(bytes: Uint8Array): void {
    const { mode, sizeBytes } = this.#entry!;
    const path = this.#path;
    const row = this.#table.rows - 1;
    if (this.#keepsCompanion) this.#companions.set(path, { row, mode, sizeBytes, bytes: bytes.slice() });
    const wishes = this.#wishes;
    if (wishes.length === 0) return;
    this.#touched.add(path);
    if (wishes.some(({ selector }) => selector.companions !== undefined)) {
      this.#deferred.set(path, { wishes, kept: { row, mode, sizeBytes, bytes: bytes.slice() } });
    } else for (const wish of wishes) this.#read(wish, path, { row, mode, sizeBytes, bytes }, NO_COMPANIONS);
  }

  /** Something about an entry is odd; it was taken or skipped all the same. */
  odd(code: Diagnostic['code'], message: string, path: string, reader = -1): void {
    if (this.#diagnostics.length >= limits.diagnostics) this.#dropped++;
    else this.#diagnostics.push({ reader, diagnostic: { code, severity: 'warning', message: clip(message), path } });
  }

  end(): PassResult {
    for (const [path, { wishes, kept }] of this.#deferred) {
      for (const wish of wishes) this.#read(wish, path, kept, this.#companionsOf(path, wish));
    }
    if (this.#dropped > 0) {
      const message = `${this.#dropped} more diagnostics of this layer are not shown`;
      this.#diagnostics.push({
        reader: -1,
        diagnostic: { code: 'image/diagnostics-dropped', severity: 'warning', message },
      });
    }
    return {
      table: this.#table.encode(),
      entries: this.#table.rows,
      givenUp: this.#givenUp,
      facts: this.#facts.map((facts) => [...facts].sort(byPath)),
      wants: [...this.#wants.values()].sort((a, b) => compare(a.path, b.path) || a.reader - b.reader),
      diagnostics: this.#diagnostics,
    };
  }

  #beginFile(entry: TarEntry, path: string, name: string): number {
    this.#table.add(path, entry.kind, entry);
    this.#wishes = this.#selection.byPath(path);
    this.#keepsCompanion = this.#selection.companions.has(name);
    if (entry.sizeBytes === 0) {
      // An empty file says nothing, but its being there can (Python's REQUESTED).
      if (this.#keepsCompanion) {
        const row = this.#table.rows - 1;
        this.#companions.set(path, { row, mode: entry.mode, sizeBytes: 0, bytes: EMPTY });
      }
      return 0;
    }
    if (this.#wishes.length > 0 || this.#keepsCompanion || this.#selection.wantsMagic) return MAGIC_BYTES;
    return 0;
  }

  #addLink(entry: TarEntry, path: string): void {
    const isHard = entry.kind === 'hardlink';
    const target = isHard ? canonicalPath(entry.linkName) : entry.linkName;
    const isLink = isHard || entry.kind === 'symlink';
    this.#table.add(path, entry.kind, entry, isLink ? target : undefined);
    if (!isLink || target === undefined) return;
    for (const { reader } of this.#selection.byPath(path)) {
      this.#touched.add(path);
      this.#wants.set(`${reader} ${path}`, { reader, path, target, symlink: !isHard });
    }
  }

  #whiteout(entry: TarEntry, directory: string, name: string): void {
    if (name === '.wh..wh..opq') this.#table.add(directory, 'opaque', entry);
    // AUFS' own bookkeeping, or nothing.
    else if (!name.startsWith('.wh..wh.') && name.length > 4 && name !== '.wh..' && name !== '.wh...') {
      this.#table.add(directory === '' ? name.slice(4) : `${directory}/${name.slice(4)}`, 'whiteout', entry);
    }
  }

  #forget(path: string): void {
    for (const facts of this.#facts) facts.delete(path);
    for (let reader = 0; reader < this.#facts.length; reader++) this.#wants.delete(`${reader} ${path}`);
    this.#deferred.delete(path);
    this.#companions.delete(path);
    this.#touched.delete(path);
  }

  #companionsOf(path: string, wish: Wish): ReadonlyMap<string, Uint8Array> {
    const directory = path.slice(0, path.lastIndexOf('/') + 1);
    const found = new Map<string, Uint8Array>();
    for (const name of wish.selector.companions ?? []) {
      const companion = this.#companions.get(directory + name);
      if (companion !== undefined) found.set(name, companion.bytes);
    }
    return found;
  }

  #read(
    { reader: index, selector }: Wish,
    path: string,
    kept: Kept,
    companions: ReadonlyMap<string, Uint8Array>,
  ): void {
    const reader = this.#selection.readers[index]!;
    const bytes = kept.bytes.length > selector.maxBytes ? kept.bytes.subarray(0, selector.maxBytes) : kept.bytes;
    const file = {
      path,
      mode: kept.mode,
      sizeBytes: kept.sizeBytes,
      bytes,
      truncated: bytes.length < kept.sizeBytes,
      companions,
    };
    const why = this.#guard.passesOver(kept.row, index);
    if (why !== undefined) {
      this.#givenUp++;
      const message = giveUpMessage(reader.id, why);
      this.#noteOf(index, { code: 'contents/reader-given-up', severity: 'error', message, path });
      return;
    }
    this.#guard.enters(kept.row, index);
    try {
      const fact = reader.read(file, (diagnostic) => this.#noteOf(index, { path, ...diagnostic }));
      if (fact !== undefined) this.#facts[index]!.set(path, fact);
    } catch (cause) {
      const fault = cause instanceof Error ? cause.message : String(cause);
      this.#noteOf(index, {
        code: 'contents/reader-failed',
        severity: 'error',
        message: `${reader.id} could not read the file: ${fault}`,
        path,
      });
    } finally {
      this.#guard.leaves();
    }
  }

  #noteOf(reader: number, diagnostic: Diagnostic): void {
    if (this.#diagnostics.length >= limits.diagnostics) this.#dropped++;
    else this.#diagnostics.push({ reader, diagnostic: { ...diagnostic, message: clip(diagnostic.message) } });
  }
}

/** A sentence may quote what it is about, and that may be long. */
const MESSAGE_CHARACTERS = 2000;

function clip(message: string): string {
  return message.length > MESSAGE_CHARACTERS ? `${message.slice(0, MESSAGE_CHARACTERS)}…` : message;
}

const EMPTY = new Uint8Array(0);
const NO_COMPANIONS: ReadonlyMap<string, Uint8Array> = new Map();

function byPath(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return compare(a[0], b[0]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
