import { slice } from './byte-view.ts';

/** What ELF, PE and Mach-O have in common: named sections, and ranges of the file that are mapped into memory. */
export interface Executable {
  readonly format: 'elf' | 'pe' | 'macho';
  /** Of one architecture: a slice of the file when that holds several. */
  readonly bytes: Uint8Array;
  readonly sections: readonly MappedRange[];
  /** Loaded at run time. A PE file loads its sections. */
  readonly segments: readonly MappedRange[];
}

export interface MappedRange {
  readonly name: string;
  /** Virtual address. Exact below 2^53. */
  readonly address: number;
  /** Where its bytes begin in `Executable.bytes`; not checked against what is there. */
  readonly offset: number;
  /** How many bytes the file holds of it; the rest is zero in memory. */
  readonly fileBytes: number;
  readonly memoryBytes: number;
  readonly writable: boolean;
  readonly executable: boolean;
}

/** The more sections a linker makes, the less this has to do with us: what is beyond is not looked at. */
export const MAX_SECTIONS = 65_535;

export function sectionNamed(executable: Executable, name: string): MappedRange | undefined {
  return executable.sections.find((section) => section.name === name);
}

/** The bytes of a range that the file really holds. A view, not a copy. */
export function bytesOf(executable: Executable, range: MappedRange): Uint8Array {
  return slice(executable.bytes, range.offset, range.fileBytes);
}

/** The file's bytes from a virtual address to the end of the segment that holds it; undefined when no segment does. */
export function bytesAt(executable: Executable, address: number): Uint8Array | undefined {
  for (const segment of executable.segments) {
    const skipped = address - segment.address;
    if (skipped < 0 || skipped >= segment.fileBytes) continue;
    const found = slice(executable.bytes, segment.offset + skipped, segment.fileBytes - skipped);
    if (found.length > 0) return found;
  }
  return undefined;
}
