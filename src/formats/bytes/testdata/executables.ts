/** Smallest executables that hold given sections, for tests: ELF, PE32+ and Mach-O. */
export interface TestSection {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly writable?: boolean;
  readonly executable?: boolean;
}

export interface TestExecutable {
  readonly format: 'elf' | 'pe' | 'macho';
  readonly wordBytes?: 4 | 8;
  readonly littleEndian?: boolean;
  readonly sections: readonly TestSection[];
  /** ELF only: no section table, as after `sstrip`. */
  readonly withoutNames?: boolean;
}

const PAGE = 0x1000;

/** Address of the nth section. */
export function addressOf(index: number): number {
  return 0x40_0000 + PAGE * (index + 1);
}

export function executable(wanted: TestExecutable): Uint8Array {
  return wanted.format === 'elf' ? elf(wanted) : wanted.format === 'pe' ? pe(wanted) : macho(wanted);
}

/** A universal Mach-O file of several. */
export function fat(...slices: readonly Uint8Array[]): Uint8Array {
  const table = writer(PAGE, false);
  table.u32(0, 0xcafebabe).u32(4, slices.length);
  let offset = PAGE;
  slices.forEach((slice, i) => {
    table.u32(8 + i * 20 + 8, offset).u32(8 + i * 20 + 12, slice.length);
    offset += slice.length;
  });
  return Buffer.concat([table.bytes, ...slices]);
}

function body(sections: readonly TestSection[]): Uint8Array {
  return Buffer.concat(
    sections.map(({ bytes }, i) => {
      const last = i === sections.length - 1;
      if (bytes.length > PAGE && !last) throw new Error('a section of a test must fit a page');
      return Buffer.concat([bytes, Buffer.alloc(last ? 0 : PAGE - bytes.length)]);
    }),
  );
}

function elf({ wordBytes = 8, littleEndian = true, sections, withoutNames }: TestExecutable): Uint8Array {
  const large = wordBytes === 8;
  const names = Buffer.from(`\0${sections.map(({ name }) => `${name}\0`).join('')}.shstrtab\0`);
  const content = body(sections);
  const namesAt = PAGE + content.length;
  const tableAt = namesAt + names.length;
  const entry = large ? 64 : 40;
  const head = writer(PAGE, littleEndian);
  head.bytes.set([0x7f, 0x45, 0x4c, 0x46, large ? 2 : 1, littleEndian ? 1 : 2, 1]);
  const h = large ? { ph: 32, sh: 40, sizes: 54, end: 64 } : { ph: 28, sh: 32, sizes: 42, end: 52 };
  head.word(h.ph, h.end, wordBytes).word(h.sh, withoutNames ? 0 : tableAt, wordBytes);
  head.u16(h.sizes, large ? 56 : 32).u16(h.sizes + 2, sections.length).u16(h.sizes + 4, entry);
  head.u16(h.sizes + 6, withoutNames ? 0 : sections.length + 2).u16(h.sizes + 8, sections.length + 1);
  sections.forEach(({ bytes, writable, executable }, i) => {
    const at = h.end + i * (large ? 56 : 32);
    const p = large ? { flags: 4, offset: 8, address: 16, file: 32, memory: 40 } : { flags: 24, offset: 4, address: 8, file: 16, memory: 20 };
    head.u32(at, 1).u32(at + p.flags, 4 | (writable ? 2 : 0) | (executable ? 1 : 0));
    head.word(at + p.offset, PAGE * (i + 1), wordBytes).word(at + p.address, addressOf(i), wordBytes);
    head.word(at + p.file, bytes.length, wordBytes).word(at + p.memory, bytes.length, wordBytes);
  });
  const table = writer(entry * (sections.length + 2), littleEndian);
  const s = large ? { flags: 8, address: 16, offset: 24, size: 32 } : { flags: 8, address: 12, offset: 16, size: 20 };
  sections.forEach(({ name, bytes, writable, executable }, i) => {
    const at = entry * (i + 1);
    table.u32(at, names.indexOf(`\0${name}\0`) + 1).u32(at + 4, 1);
    table.word(at + s.flags, 2 | (writable ? 1 : 0) | (executable ? 4 : 0), wordBytes).word(at + s.address, addressOf(i), wordBytes);
    table.word(at + s.offset, PAGE * (i + 1), wordBytes).word(at + s.size, bytes.length, wordBytes);
  });
  const last = entry * (sections.length + 1);
  table.u32(last, names.indexOf('.shstrtab')).u32(last + 4, 3).word(last + s.offset, namesAt, wordBytes).word(last + s.size, names.length, wordBytes);
  return Buffer.concat([head.bytes, content, names, table.bytes]);
}

function pe({ sections }: TestExecutable): Uint8Array {
  const head = writer(PAGE, true);
  head.u16(0, 0x5a4d).u32(0x3c, 0x80).u32(0x80, 0x4550).u16(0x84, 0x8664).u16(0x86, sections.length).u16(0x94, 0xf0);
  head.u16(0x98, 0x20b).word(0x98 + 24, 0x40_0000, 8);
  sections.forEach(({ name, bytes, writable, executable }, i) => {
    const at = 0x98 + 0xf0 + i * 40;
    head.text(at, name, 8).u32(at + 8, bytes.length).u32(at + 12, PAGE * (i + 1)).u32(at + 16, bytes.length).u32(at + 20, PAGE * (i + 1));
    head.u32(at + 36, (0x4000_0040 | (writable ? 0x8000_0000 : 0) | (executable ? 0x2000_0000 : 0)) >>> 0);
  });
  return Buffer.concat([head.bytes, body(sections)]);
}

function macho({ wordBytes = 8, littleEndian = true, sections }: TestExecutable): Uint8Array {
  const large = wordBytes === 8;
  const head = writer(PAGE, littleEndian);
  head.u32(0, large ? 0xfeedfacf : 0xfeedface).u32(16, sections.length);
  const segmentBytes = large ? 72 : 56;
  const commandBytes = segmentBytes + (large ? 80 : 68);
  sections.forEach(({ name, bytes, writable, executable }, i) => {
    const at = (large ? 32 : 28) + i * commandBytes;
    const p = large ? { memory: 32, offset: 40, file: 48, max: 56, count: 64 } : { memory: 28, offset: 32, file: 36, max: 40, count: 48 };
    const protection = 1 | (writable ? 2 : 0) | (executable ? 4 : 0);
    head.u32(at, large ? 0x19 : 1).u32(at + 4, commandBytes).text(at + 8, '__DATA', 16);
    head.word(at + 24, addressOf(i), wordBytes).word(at + p.memory, bytes.length, wordBytes);
    head.word(at + p.offset, PAGE * (i + 1), wordBytes).word(at + p.file, bytes.length, wordBytes);
    head.u32(at + p.max, protection).u32(at + p.max + 4, protection).u32(at + p.count, 1);
    const section = at + segmentBytes;
    head.text(section, name, 16).text(section + 16, '__DATA', 16).word(section + 32, addressOf(i), wordBytes);
    head.word(section + 32 + wordBytes, bytes.length, wordBytes).u32(section + 32 + 2 * wordBytes, PAGE * (i + 1));
  });
  return Buffer.concat([head.bytes, body(sections)]);
}

interface Writer {
  readonly bytes: Uint8Array;
  u16(at: number, value: number): Writer;
  u32(at: number, value: number): Writer;
  word(at: number, value: number, wordBytes: 4 | 8): Writer;
  text(at: number, value: string, length: number): Writer;
}

export function writer(length: number, littleEndian: boolean): Writer {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  const self: Writer = {
    bytes,
    u16: (at, value) => (view.setUint16(at, value, littleEndian), self),
    u32: (at, value) => (view.setUint32(at, value, littleEndian), self),
    word: (at, value, wordBytes) => (wordBytes === 8 ? view.setBigUint64(at, BigInt(value), littleEndian) : view.setUint32(at, value, littleEndian), self),
    text: (at, value, length) => (bytes.set(Buffer.from(value).subarray(0, length), at), self),
  };
  return self;
}

const FRAME = Buffer.alloc(16, 0xee);

/** The text of the modules with the marks around it. */
export function framed(modules: string): Uint8Array {
  return Buffer.concat([FRAME, Buffer.from(modules), FRAME]);
}

/** Build information in the form since Go 1.18. */
export function inlineBuildInfo(version: string, modules: Uint8Array): Uint8Array {
  const counted = (bytes: Uint8Array) => {
    const length: number[] = [];
    for (let left = bytes.length; ; left >>>= 7) {
      length.push((left & 0x7f) | (left >= 0x80 ? 0x80 : 0));
      if (left < 0x80) break;
    }
    return Buffer.concat([Buffer.from(length), bytes]);
  };
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:', 'latin1');
  header[14] = 8;
  header[15] = 2;
  return Buffer.concat([header, counted(Buffer.from(version)), counted(modules)]);
}

/** Build information in the form before Go 1.18, as it stands at `address`. */
export function pointedBuildInfo(version: string, modules: Uint8Array, address: number, wordBytes: 4 | 8, littleEndian: boolean): Uint8Array {
  const strings = [Buffer.from(version), Buffer.from(modules)];
  const head = writer(32 + 4 * wordBytes, littleEndian);
  head.bytes.set(Buffer.from('\xff Go buildinf:', 'latin1'));
  head.bytes[14] = wordBytes;
  head.bytes[15] = littleEndian ? 0 : 1;
  let at = address + head.bytes.length;
  strings.forEach((bytes, i) => {
    const pair = 32 + i * 2 * wordBytes;
    head.word(16 + i * wordBytes, address + pair, wordBytes).word(pair, at, wordBytes).word(pair + wordBytes, bytes.length, wordBytes);
    at += bytes.length;
  });
  return Buffer.concat([head.bytes, ...strings]);
}
