import { byteViewOf, cString, has, u16, u32, u64 } from './byte-view.ts';
import type { Executable, MappedRange } from './elf-executable.ts';

const SECTION_BYTES = 40;
const EXECUTE = 0x2000_0000;
const WRITE = 0x8000_0000;

/** Sections of a Windows executable, PE32 or PE32+ (Microsoft, "PE Format"); undefined when it is none: `MZ` alone starts DOS programs and texts too. */
export function parsePe(bytes: Uint8Array): Executable | undefined {
  const view = byteViewOf(bytes, true);
  if (!has(view, 0, 64) || u16(view, 0) !== 0x5a4d) return undefined;
  const start = u32(view, 0x3c);
  if (!has(view, start, 24) || u32(view, start) !== 0x0000_4550) return undefined;
  const optional = start + 24;
  const optionalBytes = u16(view, start + 20);
  const kind = optionalBytes >= 32 ? u16(view, optional) : 0;
  const imageBase = kind === 0x20b ? u64(view, optional + 24) : kind === 0x10b ? u32(view, optional + 28) : 0;
  const sections: MappedRange[] = [];
  const count = u16(view, start + 6);
  for (let i = 0; i < count; i++) {
    const at = optional + optionalBytes + i * SECTION_BYTES;
    if (!has(view, at, SECTION_BYTES)) break;
    const flags = u32(view, at + 36);
    sections.push({
      name: cString(bytes, at, 8),
      address: imageBase + u32(view, at + 12),
      offset: u32(view, at + 20),
      fileBytes: u32(view, at + 16),
      memoryBytes: u32(view, at + 8),
      writable: (flags & WRITE) !== 0,
      executable: (flags & EXECUTE) !== 0,
    });
  }
  return { format: 'pe', bytes, sections, segments: sections };
}
