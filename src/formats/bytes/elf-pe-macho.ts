import { asBuffer, slice } from './byte-view.ts';
import { parseElf } from './elf.ts';
import type { Executable } from './elf-executable.ts';
import { parseMacho } from './macho.ts';
import { parsePe } from './pe.ts';

let last: { readonly bytes: Uint8Array; readonly executable: Executable | undefined } | undefined;

/**
 * The executable that `bytes` are, by their first bytes; undefined when they are none that we read.
 * Several readers ask for the same file one after the other: the last answer is kept for them.
 */
export function parseExecutable(bytes: Uint8Array): Executable | undefined {
  if (last?.bytes !== bytes) last = { bytes, executable: parse(bytes) };
  return last.executable;
}

function parse(bytes: Uint8Array): Executable | undefined {
  if (bytes[0] === 0x7f) return parseElf(bytes);
  return bytes[0] === 0x4d ? parsePe(bytes) : parseMacho(bytes);
}

/** Whether UPX packed it: its stub follows the headers, its trailer ends the file, both with the same four letters (upx, src/conf.h). */
export function isPackedByUpx(executable: Executable): boolean {
  const { bytes } = executable;
  return (
    asBuffer(slice(bytes, 0, 4096)).includes('UPX!') || asBuffer(slice(bytes, bytes.length - 64, 64)).includes('UPX!')
  );
}
