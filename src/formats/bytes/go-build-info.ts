import { asBuffer, byteViewOf, slice, word } from './byte-view.ts';
import { bytesAt, bytesOf, type Executable, type MappedRange, sectionNamed } from './elf-executable.ts';
import { type GoModules, parseGoModules } from './go-modules.ts';

/** What the Go linker left in a program, as `go version -m` tells it. */
export interface GoBuildInfo extends GoModules {
  /** `go1.19.8`, with experiments and vendor's words as they stand; `unknown` when an obfuscator took it out. */
  readonly goVersion: string;
}

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const ALIGNMENT = 16;
const HEADER_BYTES = 32;
const BIG_ENDIAN = 1;
const INLINE = 2;
/** Kubernetes, with 300 modules, has 30 KiB. */
const MAX_TEXT_BYTES = 1 << 20;
/** Chance finds off the 16-byte grid; a file full of them is not a Go program. */
const MAX_FALSE_FINDS = 1000;

/**
 * The build information of a Go program, in the form since Go 1.18 (strings follow the header) and the one before (pointers to Go strings);
 * undefined when there is none. Only the place where the linker puts it is searched (Go, package debug/buildinfo).
 */
export function parseGoBuildInfo(executable: Executable): GoBuildInfo | undefined {
  const blob = findBlob(executable);
  if (blob === undefined) return undefined;
  const strings = (blob[15]! & INLINE) === 0 ? pointedStrings(executable, blob) : inlineStrings(blob);
  if (strings === undefined || strings.version.length === 0) return undefined;
  return { goVersion: text(strings.version), ...parseGoModules(text(withoutFrame(strings.modules))) };
}

/** Whether the Go linker made it, told by what stays when the build information is gone: names of sections, the build id at the start of the code. */
export function isMadeByGo(executable: Executable): boolean {
  if (executable.sections.some(({ name }) => GO_SECTIONS.has(name))) return true;
  const code =
    executable.sections.find((section) => section.executable) ??
    executable.segments.find((segment) => segment.executable);
  return (
    code !== undefined &&
    asBuffer(slice(bytesOf(executable, code), 0, 8192)).includes('\xff Go build ID: "', 0, 'latin1')
  );
}

const GO_SECTIONS: ReadonlySet<string> = new Set([
  '.go.buildinfo',
  '.gopclntab',
  '.data.rel.ro.gopclntab',
  '.note.go.buildid',
  '__go_buildinfo',
  '__gopclntab',
]);

/** The bytes from the header of the build information to the end of its segment. */
function findBlob(executable: Executable): Uint8Array | undefined {
  const place = placeOf(executable);
  if (place === undefined) return undefined;
  const unaligned = place.address % ALIGNMENT;
  const skipped = unaligned === 0 ? 0 : ALIGNMENT - unaligned;
  const rest = bytesAt(executable, place.address + skipped);
  if (rest === undefined) return undefined;
  const searched = asBuffer(slice(rest, 0, place.memoryBytes - skipped));
  let from = 0;
  for (let tries = 0; tries < MAX_FALSE_FINDS; tries++) {
    const at = searched.indexOf(MAGIC, from);
    if (at < 0 || at + HEADER_BYTES > searched.length) return undefined;
    if (at % ALIGNMENT === 0) return rest.subarray(at);
    from = at + ALIGNMENT - (at % ALIGNMENT);
  }
  return undefined;
}

/** A section of its own, else the first data segment that is writable. */
function placeOf(executable: Executable): MappedRange | undefined {
  const section = sectionNamed(executable, executable.format === 'macho' ? '__go_buildinfo' : '.go.buildinfo');
  if (section !== undefined && section.memoryBytes > 0) return section;
  return executable.segments.find(
    (segment) => segment.writable && !segment.executable && segment.fileBytes > 0 && segment.address !== 0,
  );
}

interface RawStrings {
  readonly version: Uint8Array;
  readonly modules: Uint8Array;
}

function inlineStrings(blob: Uint8Array): RawStrings | undefined {
  const version = countedString(blob, HEADER_BYTES);
  if (version === undefined) return undefined;
  const modules = countedString(blob, version.end);
  return modules === undefined ? undefined : { version: version.bytes, modules: modules.bytes };
}

/** A string after its length as a varint of 7-bit groups, lowest first. */
function countedString(blob: Uint8Array, at: number): { bytes: Uint8Array; end: number } | undefined {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    const byte = blob[at + i];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte >= 0x80) continue;
    const start = at + i + 1;
    const end = start + length;
    return length > MAX_TEXT_BYTES || end > blob.length ? undefined : { bytes: blob.subarray(start, end), end };
  }
  return undefined;
}

/** Before Go 1.18: the header points to two Go strings, each a pointer and a length, in the size and byte order that the header names. */
function pointedStrings(executable: Executable, blob: Uint8Array): RawStrings | undefined {
  const wordBytes = blob[14];
  if (wordBytes !== 4 && wordBytes !== 8) return undefined;
  const littleEndian = (blob[15]! & BIG_ENDIAN) === 0;
  const header = byteViewOf(blob, littleEndian);
  const [version, modules] = [16, 16 + wordBytes].map((at) => {
    const pair = bytesAt(executable, word(header, at, wordBytes));
    if (pair === undefined || pair.length < 2 * wordBytes) return undefined;
    const view = byteViewOf(pair, littleEndian);
    const length = word(view, wordBytes, wordBytes);
    const bytes = bytesAt(executable, word(view, 0, wordBytes));
    return bytes === undefined || length > bytes.length || length > MAX_TEXT_BYTES
      ? undefined
      : bytes.subarray(0, length);
  });
  return version === undefined ? undefined : { version, modules: modules ?? new Uint8Array(0) };
}

/** The module text stands between two marks of 16 bytes and ends with a line feed; else there is none. */
function withoutFrame(modules: Uint8Array): Uint8Array {
  return modules.length >= 33 && modules[modules.length - 17] === 0x0a ? modules.subarray(16, -16) : new Uint8Array(0);
}

function text(bytes: Uint8Array): string {
  return asBuffer(bytes).toString('utf8');
}
