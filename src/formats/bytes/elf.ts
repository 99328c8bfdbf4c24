import { type ByteView, byteViewOf, has, latin1, slice, u16, u32, word } from './byte-view.ts';
import { type Executable, MAX_SECTIONS, type MappedRange } from './elf-executable.ts';

const PT_LOAD = 1;
const SHT_NOBITS = 8;
const SHN_XINDEX = 0xffff;
/** Of the section names: a linker's table has some hundred bytes. */
const MAX_NAME_BYTES = 8192;

/** Where the fields of the 32- and the 64-bit form lie (System V ABI, gABI chapters 4 and 5). */
const LAYOUTS = {
  4: {
    header: { programs: 28, sections: 32, sizes: 42, bytes: 52 },
    program: { flags: 24, offset: 4, address: 8, fileBytes: 16, memoryBytes: 20, bytes: 32 },
    section: { flags: 8, address: 12, offset: 16, sizeBytes: 20, link: 24, bytes: 40 },
  },
  8: {
    header: { programs: 32, sections: 40, sizes: 54, bytes: 64 },
    program: { flags: 4, offset: 8, address: 16, fileBytes: 32, memoryBytes: 40, bytes: 56 },
    section: { flags: 8, address: 16, offset: 24, sizeBytes: 32, link: 40, bytes: 64 },
  },
} as const;

/** Sections and loaded segments of an ELF file of either width and byte order; undefined when it is none. Cut-off tables end where the file ends. */
export function parseElf(bytes: Uint8Array): Executable | undefined {
  if (bytes.length < 52 || bytes[0] !== 0x7f || bytes[1] !== 0x45 || bytes[2] !== 0x4c || bytes[3] !== 0x46)
    return undefined;
  const wordBytes = bytes[4] === 1 ? 4 : bytes[4] === 2 ? 8 : undefined;
  if (wordBytes === undefined || (bytes[5] !== 1 && bytes[5] !== 2)) return undefined;
  const view = byteViewOf(bytes, bytes[5] === 1);
  if (!has(view, 0, LAYOUTS[wordBytes].header.bytes)) return undefined;
  return { format: 'elf', bytes, sections: sectionsOf(view, wordBytes), segments: segmentsOf(view, wordBytes) };
}

function segmentsOf(view: ByteView, wordBytes: 4 | 8): MappedRange[] {
  const { header, program } = LAYOUTS[wordBytes];
  const start = word(view, header.programs, wordBytes);
  const entryBytes = u16(view, header.sizes);
  const count = u16(view, header.sizes + 2);
  const segments: MappedRange[] = [];
  if (entryBytes < program.bytes) return segments;
  for (let i = 0; i < count; i++) {
    const at = start + i * entryBytes;
    if (!has(view, at, program.bytes)) break;
    if (u32(view, at) !== PT_LOAD) continue;
    const flags = u32(view, at + program.flags);
    segments.push({
      name: '',
      address: word(view, at + program.address, wordBytes),
      offset: word(view, at + program.offset, wordBytes),
      fileBytes: word(view, at + program.fileBytes, wordBytes),
      memoryBytes: word(view, at + program.memoryBytes, wordBytes),
      writable: (flags & 2) !== 0,
      executable: (flags & 1) !== 0,
    });
  }
  return segments;
}

function sectionsOf(view: ByteView, wordBytes: 4 | 8): MappedRange[] {
  const { header, section } = LAYOUTS[wordBytes];
  const start = word(view, header.sections, wordBytes);
  const entryBytes = u16(view, header.sizes + 4);
  if (start === 0 || entryBytes < section.bytes || !has(view, start, section.bytes)) return [];
  // More than 65,279 sections: the numbers stand in the first section, which is otherwise empty (gABI, "e_shnum").
  const count = u16(view, header.sizes + 6) || word(view, start + section.sizeBytes, wordBytes);
  const plainIndex = u16(view, header.sizes + 8);
  const namesIndex = plainIndex === SHN_XINDEX ? u32(view, start + section.link) : plainIndex;
  const namesAt = word(view, start + namesIndex * entryBytes + section.offset, wordBytes);
  // The names are decoded together: one call for them all is what makes thousands of libraries cheap.
  const names = latin1(slice(view.bytes, namesAt, MAX_NAME_BYTES));
  const sections: MappedRange[] = [];
  for (let i = 0; i < Math.min(count, MAX_SECTIONS); i++) {
    const at = start + i * entryBytes;
    if (!has(view, at, section.bytes)) break;
    const sizeBytes = word(view, at + section.sizeBytes, wordBytes);
    const flags = word(view, at + section.flags, wordBytes);
    sections.push({
      name: nameIn(names, u32(view, at)),
      address: word(view, at + section.address, wordBytes),
      offset: word(view, at + section.offset, wordBytes),
      fileBytes: u32(view, at + 4) === SHT_NOBITS ? 0 : sizeBytes,
      memoryBytes: sizeBytes,
      writable: (flags & 1) !== 0,
      executable: (flags & 4) !== 0,
    });
  }
  return sections;
}

/** The name at an offset of the name table, at most 64 characters of it. */
function nameIn(names: string, at: number): string {
  if (at >= names.length) return '';
  const end = names.indexOf('\0', at);
  return names.slice(at, Math.min(end < 0 ? names.length : end, at + 64));
}
