import { PlimsollError } from '../../model/error.ts';
import { decodeName } from './entry-path.ts';
import { limits } from './limits.ts';
import { entryOf, type TarEntry } from './tar-entry.ts';
import { BLOCK, isZeroBlock, parseHeader, type RawHeader } from './tar-header.ts';
import { parsePax, telling } from './tar-pax.ts';
import { parseSparseRecords, type SparseSegment, sparseFile } from './tar-sparse.ts';

/** What is done with the entries. Bytes are borrowed until the callback returns. */
export interface TarVisitor {
  /** How many first bytes of the body to show to `peek`; 0 shows none and skips the body. */
  begin(entry: TarEntry): number;
  /** The first bytes; answers how many bytes of the body `content` is to get (capped by its size); 0 skips it. */
  peek(head: Uint8Array): number;
  /** The first bytes of the body, as many as `peek` asked for. */
  content(bytes: Uint8Array): void;
  /** Something is odd, and the entry was still taken or skipped. */
  odd(code: `tar/${string}`, message: string, name: string): void;
}

type State = 'header' | 'body' | 'extension' | 'sparse-map' | 'end';

/**
 * Reads a tar stream as it comes: ustar, PAX (local and global), GNU long names, GNU sparse files (old, 0.0, 0.1, 1.0), base-256 numbers.
 * Holds at most the wanted part of one body. Throws `image/corrupt-layer` on a bad header, `image/truncated-layer` when it ends inside an entry.
 */
export class TarParser {
  readonly #visitor: TarVisitor;
  #state: State = 'header';
  /** The header at hand. */
  readonly #block = Buffer.alloc(BLOCK);
  #blockFill = 0;
  /** Bytes of the body and of its padding that are still to come. */
  #left = 0;
  #padding = 0;
  #zeroBlocks = 0;

  #entry: TarEntry | undefined;
  #peeking = false;
  #wanted = 0;
  #scratch: Uint8Array = new Uint8Array(64 << 10);
  #fill = 0;

  #extensionType = 0;
  #raw: RawHeader | undefined;
  #sparseMap: SparseSegment[] = [];
  #sparseAtStart = false;
  /** Holes cost an archive nothing: bytes of sparse files that are still filled in. */
  #sparseBudget = SPARSE_BYTES;
  #pax: Map<string, Uint8Array> | undefined;
  #longName: string | undefined;
  #longLink: string | undefined;

  constructor(visitor: TarVisitor) {
    this.#visitor = visitor;
  }

  /** Takes the next bytes of the stream. */
  push(bytes: Uint8Array): void {
    const chunk = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    while (at < chunk.length && this.#state !== 'end') {
      if (this.#state === 'body' || this.#state === 'extension') at += this.#takeBody(chunk, at);
      else at += this.#takeBlock(chunk, at);
    }
  }

  /** The stream is over. */
  end(): void {
    if (this.#state === 'end') return;
    if (this.#state === 'header' && this.#blockFill === 0) return;
    // The last body is whole; only what would fill its block is missing.
    if ((this.#state === 'body' || this.#state === 'extension') && this.#left === 0) {
      this.#endBody();
      return;
    }
    throw new PlimsollError('image/truncated-layer', 'the tar archive ends inside an entry');
  }

  /** Headers are read from one buffer of the parser's own: a view for each would cost more than the copy. */
  #takeBlock(chunk: Buffer, at: number): number {
    const count = Math.min(BLOCK - this.#blockFill, chunk.length - at);
    chunk.copy(this.#block, this.#blockFill, at, at + count);
    this.#blockFill += count;
    if (this.#blockFill === BLOCK) {
      this.#blockFill = 0;
      this.#onBlock(this.#block);
    }
    return count;
  }

  #onBlock(block: Buffer): void {
    if (this.#state === 'sparse-map') {
      this.#onSparseBlock(block);
      return;
    }
    if (isZeroBlock(block)) {
      if (++this.#zeroBlocks === 2) this.#state = 'end';
      return;
    }
    const raw = parseHeader(block);
    if (raw === undefined || this.#zeroBlocks > 0) {
      throw new PlimsollError('image/corrupt-layer', 'the tar archive has a header that is none');
    }
    if (raw.type === 0x78 || raw.type === 0x67 || raw.type === 0x4c || raw.type === 0x4b) this.#beginExtension(raw);
    else if (raw.sparse?.more) {
      this.#raw = raw;
      this.#sparseMap = [...raw.sparse.map];
      this.#state = 'sparse-map';
    } else {
      this.#sparseMap = raw.sparse === undefined ? [] : [...raw.sparse.map];
      this.#beginEntry(raw);
    }
  }

  #onSparseBlock(block: Uint8Array): void {
    this.#sparseMap.push(...parseSparseRecords(block, 0, 21));
    if (this.#sparseMap.length > 1 << 16)
      throw new PlimsollError('image/corrupt-layer', 'a sparse file has more than 65536 segments');
    if (block[504] !== 0) return;
    this.#beginEntry(this.#raw!);
  }

  #beginExtension(raw: RawHeader): void {
    if (raw.size > limits.tarHeaderBytes) {
      throw new PlimsollError(
        'image/corrupt-layer',
        `an extended tar header of ${raw.size} bytes is over the limit of ${limits.tarHeaderBytes}`,
      );
    }
    this.#extensionType = raw.type;
    this.#startBody(raw.size, raw.size);
    this.#peeking = false;
    this.#state = 'extension';
    if (raw.size === 0) this.#endExtension();
  }

  #endExtension(): void {
    const bytes = this.#scratch.slice(0, this.#fill);
    this.#fill = 0;
    this.#state = 'header';
    if (this.#extensionType === 0x4c || this.#extensionType === 0x4b) {
      const zero = bytes.indexOf(0);
      const name = decodeName(zero < 0 ? bytes : bytes.subarray(0, zero)) || undefined;
      if (this.#extensionType === 0x4c) this.#longName = name;
      else this.#longLink = name;
      return;
    }
    const records = parsePax(bytes);
    if (records === undefined)
      throw new PlimsollError('image/corrupt-layer', 'the tar archive has a malformed PAX header');
    // Container engines pass global headers over, with what stood before them; GNU tar applies them. We follow the engines, and say it.
    this.#pax = this.#extensionType === 0x67 ? undefined : records;
    if (this.#pax !== undefined) return;
    this.#longName = undefined;
    this.#longLink = undefined;
    const key = telling(records);
    if (key !== undefined)
      this.#visitor.odd('tar/global-header', `a global header sets ${key}, which not every program heeds`, '');
  }

  #beginEntry(raw: RawHeader): void {
    const { entry, known, storedBytes, sparse } = entryOf(raw, {
      local: this.#pax,
      longName: this.#longName,
      longLink: this.#longLink,
    });
    this.#entry = entry;
    if (sparse?.map !== undefined) this.#sparseMap = [...sparse.map];
    this.#sparseAtStart = sparse?.mapAtStart ?? false;
    if (sparse === undefined) this.#sparseMap = [];
    this.#pax = undefined;
    this.#longName = undefined;
    this.#longLink = undefined;
    let first = 0;
    if (!known) this.#visitor.odd('tar/unknown-type', `entry of unknown type ${raw.type} is not scanned`, entry.name);
    else first = this.#visitor.begin(entry);
    // The map of a sparse file stands before its bytes: everything is needed to know the first ones.
    const isMapped = this.#sparseAtStart || this.#sparseMap.length > 0;
    this.#startBody(storedBytes, isMapped && first > 0 ? Math.min(storedBytes, limits.stringBytes) : first);
    this.#peeking = first > 0 && !isMapped;
    this.#state = 'body';
    if (this.#peeking && this.#wanted === 0) this.#afterPeek(EMPTY);
    if (this.#left === 0 && this.#padding === 0) this.#endBody();
  }

  #startBody(size: number, wanted: number): void {
    this.#left = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
    this.#wanted = Math.min(wanted, size);
    this.#fill = 0;
  }

  #takeBody(chunk: Uint8Array, at: number): number {
    if (this.#left === 0) {
      const count = Math.min(this.#padding, chunk.length - at);
      this.#padding -= count;
      if (this.#padding === 0) this.#endBody();
      return count;
    }
    const count = Math.min(this.#left, chunk.length - at);
    this.#collect(chunk, at, count);
    this.#left -= count;
    if (this.#left === 0 && this.#padding === 0) this.#endBody();
    return count;
  }

  /** Keeps what is wanted of `count` body bytes; a body that lies whole in the chunk is handed over without a copy. */
  #collect(chunk: Uint8Array, at: number, count: number): void {
    if (this.#fill >= this.#wanted) return;
    const whole = this.#fill === 0 && !this.#isMapped() && this.#state === 'body';
    if (this.#peeking) {
      const need = this.#wanted - this.#fill;
      if (whole && count >= need) {
        this.#afterPeek(chunk.subarray(at, at + need), chunk, at, count);
        return;
      }
      this.#append(chunk, at, Math.min(need, count));
      if (this.#fill < this.#wanted) return;
      const seen = Math.min(need, count);
      this.#afterPeek(this.#scratch.subarray(0, this.#fill));
      if (this.#fill < this.#wanted) this.#collect(chunk, at + seen, count - seen);
      return;
    }
    this.#append(chunk, at, Math.min(this.#wanted - this.#fill, count));
    if (this.#fill === this.#wanted && this.#state === 'body' && !this.#isMapped())
      this.#deliver(this.#scratch.subarray(0, this.#fill));
  }

  #isMapped(): boolean {
    return this.#sparseAtStart || this.#sparseMap.length > 0;
  }

  /** The head is there: ask how much of the body is wanted, and deliver at once when the chunk at hand holds it. */
  #afterPeek(head: Uint8Array, chunk?: Uint8Array, at = 0, count = 0): void {
    this.#peeking = false;
    const size = this.#entry!.sizeBytes;
    const wanted = Math.min(this.#visitor.peek(head), size);
    this.#wanted = wanted;
    if (wanted <= 0) {
      this.#wanted = 0;
      this.#fill = 0;
      // A wanted empty file is still content.
      return;
    }
    if (chunk !== undefined && count >= wanted) {
      this.#deliver(chunk.subarray(at, at + wanted));
      return;
    }
    if (chunk !== undefined) this.#append(chunk, at, count);
    else if (this.#fill >= wanted) this.#deliver(this.#scratch.subarray(0, wanted));
  }

  #deliver(bytes: Uint8Array): void {
    this.#wanted = 0;
    this.#visitor.content(bytes);
    this.#fill = 0;
  }

  /** The buffer is made as large as what is wanted at once: pages that a lying header never fills are never touched. */
  #append(chunk: Uint8Array, at: number, count: number): void {
    if (this.#wanted > this.#scratch.length) {
      const grown = Buffer.allocUnsafeSlow(this.#wanted);
      grown.set(this.#scratch.subarray(0, this.#fill));
      this.#scratch = grown;
    }
    this.#scratch.set(chunk.subarray(at, at + count), this.#fill);
    this.#fill += count;
  }

  #endBody(): void {
    if (this.#state === 'extension') {
      this.#endExtension();
      return;
    }
    this.#state = 'header';
    if (this.#isMapped() && this.#wanted > 0) this.#deliverSparse();
    this.#sparseMap = [];
    this.#sparseAtStart = false;
    this.#wanted = 0;
    this.#fill = 0;
    // One large file must not hold its memory for the rest of the layer.
    if (this.#scratch.length > 8 << 20) this.#scratch = new Uint8Array(64 << 10);
  }

  #deliverSparse(): void {
    const { sizeBytes, name } = this.#entry!;
    const map = this.#sparseAtStart ? undefined : this.#sparseMap;
    const first = sparseFile(map, this.#scratch.subarray(0, this.#fill), sizeBytes);
    const head = first?.(512);
    const wanted = head === undefined ? 0 : Math.min(this.#visitor.peek(head), sizeBytes, limits.stringBytes);
    this.#sparseBudget -= wanted;
    if (head === undefined || this.#sparseBudget < 0)
      this.#visitor.odd('tar/sparse-map', 'a sparse file is malformed or fills too much: not scanned', name);
    else if (wanted > 0) this.#visitor.content(first!(wanted));
  }
}

const EMPTY = new Uint8Array(0);
const SPARSE_BYTES = 2 ** 30;
