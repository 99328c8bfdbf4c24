/** Keys and what they hold: a text, or a bucket. */
export interface BboltContent {
  readonly [key: string]: string | BboltContent;
}

export interface BboltOptions {
  readonly pageSize?: number;
  readonly transaction?: number;
  /** Elements of one page; small numbers make deep trees. */
  readonly perPage?: number;
  readonly littleEndian?: boolean;
}

/** A database as bbolt lays it out: two meta pages, a free list, and trees of pages; small buckets lie in their parents. */
export function bboltFile(content: BboltContent, options: BboltOptions = {}): Buffer {
  const { pageSize = 4096, transaction = 7, littleEndian = true } = options;
  const writer = new Writer(pageSize, options.perPage ?? 50, littleEndian);
  writer.add(0x10, []);
  const root = writer.bucket(content);
  const older = metaPage(writer, { root, transaction: transaction - 1 });
  const newer = metaPage(writer, { root, transaction });
  return Buffer.concat([...(transaction % 2 === 0 ? [newer, older] : [older, newer]), ...writer.pages]);
}

/** Where the meta page with the greater transaction stands. */
export function newerMetaAt({ pageSize = 4096, transaction = 7 }: BboltOptions = {}): number {
  return transaction % 2 === 0 ? 0 : pageSize;
}

function metaPage(writer: Writer, { root, transaction }: { root: number; transaction: number }): Buffer {
  const meta = Buffer.alloc(64);
  writer.u32(meta, 0xed0cdaed, 0);
  writer.u32(meta, 2, 4);
  writer.u32(meta, writer.pageSize, 8);
  writer.u64(meta, root, 16);
  writer.u64(meta, 2, 32);
  writer.u64(meta, writer.next, 40);
  writer.u64(meta, transaction, 48);
  let hash = 0xcbf29ce484222325n;
  for (const byte of meta.subarray(0, 56)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  if (writer.littleEndian) meta.writeBigUInt64LE(hash, 56);
  else meta.writeBigUInt64BE(hash, 56);
  const page = Buffer.alloc(writer.pageSize);
  writer.u16(page, 4, 8);
  meta.copy(page, 16);
  return page;
}

interface Written {
  readonly flags: number;
  readonly key: Buffer;
  readonly value: Buffer;
}

class Writer {
  readonly pages: Buffer[] = [];
  readonly pageSize: number;
  readonly littleEndian: boolean;
  readonly #perPage: number;
  /** Number of the next page; the metas are 0 and 1. */
  next = 2;

  constructor(pageSize: number, perPage: number, littleEndian: boolean) {
    this.pageSize = pageSize;
    this.#perPage = perPage;
    this.littleEndian = littleEndian;
  }

  /** Writes a bucket's tree; gives the number of its root page. */
  bucket(content: BboltContent): number {
    const elements = this.#elements(content);
    const leaves = chunked(elements, this.#perPage).map((part) => ({
      key: part[0]?.key ?? Buffer.alloc(0),
      page: this.add(2, part),
    }));
    for (let level = leaves; ; level = this.#branches(level)) if (level.length === 1) return level[0]!.page;
  }

  /** One page with these elements, and its overflow; gives its number. */
  add(flags: number, elements: readonly Written[]): number {
    const page = this.page(flags, elements);
    const count = Math.ceil(page.length / this.pageSize);
    const number = this.next;
    this.u64(page, number, 0);
    this.u32(page, count - 1, 12);
    this.pages.push(Buffer.concat([page, Buffer.alloc(count * this.pageSize - page.length)]));
    this.next += count;
    return number;
  }

  page(flags: number, elements: readonly Written[]): Buffer {
    const heads = Buffer.alloc(16 + 16 * elements.length);
    this.u16(heads, flags, 8);
    this.u16(heads, elements.length, 10);
    let position = heads.length;
    for (const [index, { flags: kind, key, value }] of elements.entries()) {
      const at = 16 + 16 * index;
      if (flags === 1) {
        this.u32(heads, position - at, at);
        this.u32(heads, key.length, at + 4);
        this.u64(heads, kind, at + 8);
      } else {
        this.u32(heads, kind, at);
        this.u32(heads, position - at, at + 4);
        this.u32(heads, key.length, at + 8);
        this.u32(heads, value.length, at + 12);
      }
      position += key.length + value.length;
    }
    return Buffer.concat([heads, ...elements.flatMap(({ key, value }) => [key, value])]);
  }

  #elements(content: BboltContent): Written[] {
    const entries = Object.entries(content).map(([key, value]): Written => {
      if (typeof value === 'string') return { flags: 0, key: Buffer.from(key), value: Buffer.from(value) };
      const head = Buffer.alloc(16);
      const isFlat = Object.values(value).every((inner) => typeof inner === 'string');
      const inline = isFlat ? this.page(2, this.#elements(value)) : Buffer.alloc(0);
      if (isFlat && inline.length < this.pageSize / 4)
        return { flags: 1, key: Buffer.from(key), value: Buffer.concat([head, inline]) };
      this.u64(head, this.bucket(value), 0);
      return { flags: 1, key: Buffer.from(key), value: head };
    });
    return entries.sort((a, b) => a.key.compare(b.key));
  }

  /** A branch's element says the page of its child where a leaf's says flags. */
  #branches(children: readonly { key: Buffer; page: number }[]): { key: Buffer; page: number }[] {
    return chunked(children, this.#perPage).map((part) => ({
      key: part[0]!.key,
      page: this.add(
        1,
        part.map(({ key, page }) => ({ flags: page, key, value: Buffer.alloc(0) })),
      ),
    }));
  }

  u16(target: Buffer, value: number, at: number): void {
    if (this.littleEndian) target.writeUInt16LE(value, at);
    else target.writeUInt16BE(value, at);
  }

  u32(target: Buffer, value: number, at: number): void {
    if (this.littleEndian) target.writeUInt32LE(value, at);
    else target.writeUInt32BE(value, at);
  }

  u64(target: Buffer, value: number, at: number): void {
    if (this.littleEndian) target.writeBigUInt64LE(BigInt(value), at);
    else target.writeBigUInt64BE(BigInt(value), at);
  }
}

function chunked<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at === 0 || at < all.length; at += size) parts.push(all.slice(at, at + size));
  return parts;
}
