import { type ByteView, byteViewOf, cString, has, slice, u32, word } from './byte-view.ts';
import { type Executable, MAX_SECTIONS, type MappedRange } from './elf-executable.ts';

const FAT = 0xcafebabe;
const FAT_64 = 0xcafebabf;
const ZERO_FILL = 1;
/** No universal binary has more. Java class files begin with the same four bytes, and there this number is 45 or more. */
const MAX_ARCHITECTURES = 30;
const MAX_COMMANDS = 10_000;

/** Where the fields of the 32- and the 64-bit form lie (mach-o/loader.h). */
const LAYOUTS = {
  4: {
    command: 0x1,
    headerBytes: 28,
    segment: { address: 24, memoryBytes: 28, offset: 32, fileBytes: 36, protection: 44, sections: 48, bytes: 56 },
    section: { address: 32, sizeBytes: 36, offset: 40, flags: 56, bytes: 68 },
  },
  8: {
    command: 0x19,
    headerBytes: 32,
    segment: { address: 24, memoryBytes: 32, offset: 40, fileBytes: 48, protection: 60, sections: 64, bytes: 72 },
    section: { address: 32, sizeBytes: 40, offset: 48, flags: 64, bytes: 80 },
  },
} as const;

/** Sections and segments of a Mach-O file; of a universal one, those of its first architecture, as the Go tool reads it. Undefined when it is none. */
export function parseMacho(bytes: Uint8Array): Executable | undefined {
  const view = byteViewOf(bytes, false);
  const magic = u32(view, 0);
  if (magic !== FAT && magic !== FAT_64) return parseThin(bytes);
  const count = u32(view, 4);
  if (count === 0 || count > MAX_ARCHITECTURES) return undefined;
  const wordBytes = magic === FAT ? 4 : 8;
  return parseThin(slice(bytes, word(view, 16, wordBytes), word(view, 16 + wordBytes, wordBytes)));
}

function parseThin(bytes: Uint8Array): Executable | undefined {
  const magic = u32(byteViewOf(bytes, false), 0);
  const wordBytes =
    magic === 0xfeedface || magic === 0xcefaedfe ? 4 : magic === 0xfeedfacf || magic === 0xcffaedfe ? 8 : undefined;
  if (wordBytes === undefined) return undefined;
  const view = byteViewOf(bytes, magic === 0xcefaedfe || magic === 0xcffaedfe);
  const layout = LAYOUTS[wordBytes];
  const sections: MappedRange[] = [];
  const segments: MappedRange[] = [];
  let at: number = layout.headerBytes;
  for (let i = Math.min(u32(view, 16), MAX_COMMANDS); i > 0 && has(view, at, 8); i--) {
    const sizeBytes = u32(view, at + 4);
    if (sizeBytes < 8) break;
    if (u32(view, at) === layout.command && has(view, at, layout.segment.bytes)) {
      const segment = segmentAt(view, at, wordBytes);
      if (segment.name !== '__PAGEZERO') segments.push(segment);
      addSections(sections, view, at, at + sizeBytes, wordBytes, segment);
    }
    at += sizeBytes;
  }
  return { format: 'macho', bytes, sections, segments };
}

function segmentAt(view: ByteView, at: number, wordBytes: 4 | 8): MappedRange {
  const { segment } = LAYOUTS[wordBytes];
  const protection = u32(view, at + segment.protection);
  return {
    name: cString(view.bytes, at + 8, 16),
    address: word(view, at + segment.address, wordBytes),
    offset: word(view, at + segment.offset, wordBytes),
    fileBytes: word(view, at + segment.fileBytes, wordBytes),
    memoryBytes: word(view, at + segment.memoryBytes, wordBytes),
    writable: (protection & 2) !== 0,
    executable: (protection & 4) !== 0,
  };
}

function addSections(
  to: MappedRange[],
  view: ByteView,
  command: number,
  end: number,
  wordBytes: 4 | 8,
  { writable, executable }: MappedRange,
): void {
  const { segment, section } = LAYOUTS[wordBytes];
  const count = u32(view, command + segment.sections);
  for (let i = 0; i < count && to.length < MAX_SECTIONS; i++) {
    const at = command + segment.bytes + i * section.bytes;
    if (at + section.bytes > end || !has(view, at, section.bytes)) break;
    const sizeBytes = word(view, at + section.sizeBytes, wordBytes);
    to.push({
      name: cString(view.bytes, at, 16),
      address: word(view, at + section.address, wordBytes),
      offset: u32(view, at + section.offset),
      fileBytes: (u32(view, at + section.flags) & 0xff) === ZERO_FILL ? 0 : sizeBytes,
      memoryBytes: sizeBytes,
      writable,
      executable,
    });
  }
}
