import { asBuffer, type ByteView, byteViewOf, has, slice, u16, u32, u64 } from './byte-view.ts';

/** A bucket of a database: keys in order, each with a value or a bucket. Bytes are windows into the file. */
export interface BboltBucket {
  /** The value of a key; undefined when there is none, or a bucket in its place. */
  value(key: string): Uint8Array | undefined;
  bucket(key: string): BboltBucket | undefined;
  /** The keys that hold buckets, in order; those that cannot be read are passed over. */
  buckets(): Generator<readonly [key: string, bucket: BboltBucket], void, void>;
}

export interface BboltDatabase {
  /** Which commit this is. A file that was written while it was read tells by another number here. */
  readonly transaction: number;
  readonly root: BboltBucket;
}

const MAGIC = 0xed0cdaed;
const VERSION = 2;
const PAGE_HEADER_BYTES = 16;
const ELEMENT_BYTES = 16;
const BRANCH = 0x01;
const LEAF = 0x02;
const IS_BUCKET = 0x01;
const META_BYTES = 64;
/** A tree of 64-byte pages and two keys each would have as many levels at 2^64 bytes. */
const MOST_LEVELS = 64;
/** Pages that one walk through a bucket may visit, and the elements of them: a file of 1 GiB has 262,144 pages. */
const MOST_ELEMENTS = 4_000_000;

/**
 * Opens a bbolt database, whole in memory, as of its last commit (go.etcd.io/bbolt, page.go and bucket.go at version 2 of the format).
 * Undefined when it is none, or neither of its two meta pages is sound. Written for files of strangers: what does not add up reads as absent.
 */
export function openBbolt(file: Uint8Array): BboltDatabase | undefined {
  const meta = newestMeta(file);
  if (meta === undefined) return undefined;
  const { view, pageSize, rootPage, transaction } = meta;
  return { transaction, root: new Tree(view, pageSize, rootPage) };
}

interface Meta {
  readonly view: ByteView;
  readonly pageSize: number;
  readonly rootPage: number;
  readonly transaction: number;
}

/** Both meta pages are tried: while one is written, the other is whole. The second lies at the page size, which the first may not tell. */
function newestMeta(file: Uint8Array): Meta | undefined {
  const first = metaAt(file, 0);
  const sizes = first === undefined ? [1024, 2048, 4096, 8192, 16384, 32768, 65536] : [first.pageSize];
  let newest = first;
  for (const size of sizes) {
    const second = metaAt(file, size);
    if (second?.pageSize === size && (newest === undefined || second.transaction > newest.transaction)) newest = second;
  }
  return newest;
}

/** The numbers are of the machine that wrote the file: its magic tells which end comes first. */
function metaAt(file: Uint8Array, page: number): Meta | undefined {
  const at = page + PAGE_HEADER_BYTES;
  const littleEndian = byteViewOf(file, true);
  const view = u32(littleEndian, at) === MAGIC ? littleEndian : byteViewOf(file, false);
  if (!has(view, at, META_BYTES) || u32(view, at) !== MAGIC || u32(view, at + 4) !== VERSION) return undefined;
  const pageSize = u32(view, at + 8);
  if (pageSize < 512 || pageSize > 65536 || (pageSize & (pageSize - 1)) !== 0) return undefined;
  if (view.data.getBigUint64(at + 56, view.littleEndian) !== fnv1a(slice(file, at, 56))) return undefined;
  return { view, pageSize, rootPage: u64(view, at + 16), transaction: u64(view, at + 48) };
}

/** FNV-1a of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
function fnv1a(bytes: Uint8Array): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash;
}

/** One page: header, then `count` elements, then their keys and values. `start` and `end` bound what it may refer to. */
interface Page {
  readonly kind: number;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** A bucket: a tree of pages, or one page inside the value of its parent (then `inline` says where). */
class Tree implements BboltBucket {
  readonly #view: ByteView;
  readonly #pageSize: number;
  readonly #root: number;
  readonly #inline: Page | undefined;

  constructor(view: ByteView, pageSize: number, root: number, inline?: Page) {
    this.#view = view;
    this.#pageSize = pageSize;
    this.#root = root;
    this.#inline = inline;
  }

  value(key: string): Uint8Array | undefined {
    const found = this.#find(asBuffer(new TextEncoder().encode(key)));
    return found !== undefined && !found.isBucket ? found.value : undefined;
  }

  bucket(key: string): BboltBucket | undefined {
    const found = this.#find(asBuffer(new TextEncoder().encode(key)));
    return found?.isBucket ? this.#child(found) : undefined;
  }

  *buckets(): Generator<readonly [string, BboltBucket], void, void> {
    const seen = new Set<number>();
    const todo: Page[] = [];
    const visit = (number: number) => {
      const page = seen.has(number) ? undefined : this.#page(number);
      seen.add(number);
      if (page !== undefined) todo.push(page);
    };
    if (this.#inline !== undefined) todo.push(this.#inline);
    else visit(this.#root);
    let left = MOST_ELEMENTS;
    for (let page = todo.pop(); page !== undefined && left > 0; page = todo.pop()) {
      left -= page.count + 1;
      if (page.kind === BRANCH) {
        for (let index = page.count - 1; index >= 0; index--) visit(this.#branch(page, index).child);
        continue;
      }
      for (let index = 0; index < page.count; index++) {
        const element = this.#leaf(page, index);
        const child = element?.isBucket ? this.#child(element) : undefined;
        if (child !== undefined) yield [asBuffer(element!.key).toString('utf8'), child];
      }
    }
  }

  #find(key: Buffer): Element | undefined {
    let page = this.#inline ?? this.#page(this.#root);
    for (let level = 0; page !== undefined && level < MOST_LEVELS; level++) {
      const { kind } = page;
      const branch: Page = page;
      const keyAt = (index: number) =>
        kind === BRANCH ? this.#branch(branch, index).key : this.#leaf(branch, index)?.key;
      const index = lastAtMost(key, page.count, keyAt);
      if (kind === LEAF) {
        const element = this.#leaf(page, index);
        return element !== undefined && key.equals(element.key) ? element : undefined;
      }
      // A key before the first is looked for below the first: it stands nowhere else.
      page = page.count === 0 ? undefined : this.#page(this.#branch(page, Math.max(0, index)).child);
    }
    return undefined;
  }

  /** A bucket's value: number of its root page, a counter; the page itself follows when that number is 0. */
  #child({ value, at }: Element): BboltBucket | undefined {
    const root = value.length < 16 ? -1 : u64(this.#view, at);
    if (root > 0) return new Tree(this.#view, this.#pageSize, root);
    const inline = root === 0 ? this.#pageAt(at + 16, at + value.length) : undefined;
    return inline && new Tree(this.#view, this.#pageSize, 0, inline);
  }

  #page(number: number): Page | undefined {
    const start = number * this.#pageSize;
    if (!Number.isSafeInteger(start) || number < 2 || !has(this.#view, start, this.#pageSize)) return undefined;
    // Each page tells its own number: another one there is from another time, or from somebody else.
    if (u64(this.#view, start) !== number) return undefined;
    const overflow = u32(this.#view, start + 12);
    return this.#pageAt(start, Math.min(this.#view.bytes.length, start + (1 + overflow) * this.#pageSize));
  }

  #pageAt(start: number, end: number): Page | undefined {
    const kind = u16(this.#view, start + 8);
    const count = u16(this.#view, start + 10);
    const isWhole = start + PAGE_HEADER_BYTES + count * ELEMENT_BYTES <= end;
    return isWhole && (kind === BRANCH || kind === LEAF) ? { kind, count, start, end } : undefined;
  }

  /** A branch's element: place of the key, its size, number of the child. */
  #branch(page: Page, index: number): { readonly key: Uint8Array; readonly child: number } {
    const at = page.start + PAGE_HEADER_BYTES + index * ELEMENT_BYTES;
    const key = this.#within(page, at + u32(this.#view, at), u32(this.#view, at + 4));
    return { key, child: u64(this.#view, at + 8) };
  }

  /** A leaf's element: flags, place and size of the key, size of the value that follows it. Undefined when it leaves its page. */
  #leaf(page: Page, index: number): Element | undefined {
    if (index < 0 || index >= page.count) return undefined;
    const at = page.start + PAGE_HEADER_BYTES + index * ELEMENT_BYTES;
    const keyAt = at + u32(this.#view, at + 4);
    const keyBytes = u32(this.#view, at + 8);
    const valueBytes = u32(this.#view, at + 12);
    if (keyAt + keyBytes + valueBytes > page.end) return undefined;
    return {
      isBucket: (u32(this.#view, at) & IS_BUCKET) !== 0,
      key: this.#within(page, keyAt, keyBytes),
      value: this.#within(page, keyAt + keyBytes, valueBytes),
      at: keyAt + keyBytes,
    };
  }

  #within(page: Page, at: number, length: number): Uint8Array {
    return at + length > page.end ? EMPTY : slice(this.#view.bytes, at, length);
  }
}

const EMPTY = new Uint8Array(0);

interface Element {
  readonly isBucket: boolean;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  /** Where the value lies in the file. */
  readonly at: number;
}

/** The last index whose key is not greater than `key`, -1 when all are. Keys are in the order of their bytes. */
function lastAtMost(key: Buffer, count: number, keyAt: (index: number) => Uint8Array | undefined): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key.compare(keyAt(middle) ?? EMPTY) >= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
