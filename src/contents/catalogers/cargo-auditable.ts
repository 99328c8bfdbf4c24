import { inflateSync } from 'node:zlib';
import { asBuffer, slice } from '../../formats/bytes/byte-view.ts';
import { bytesOf, type Executable, sectionNamed } from '../../formats/bytes/elf-executable.ts';
import { parseExecutable } from '../../formats/bytes/elf-pe-macho.ts';
import { parseJson } from '../../formats/bytes/json.ts';
import type { Note } from '../../model/diagnostic.ts';
import type { CatalogedPackage } from '../../model/package.ts';
import type { Cataloger } from '../../model/reader.ts';

const MAX_BYTES = 256 << 20;
const MAX_LIST_BYTES = 8 << 20;
/** How much of the constants is searched for the paths that panics of the standard library name. */
const SEARCHED_BYTES = 8 << 20;

export interface RustProgram {
  /** Absent when it was built without the list. */
  readonly crates?: readonly Crate[];
}

interface Crate {
  readonly name: string;
  readonly version: string;
  readonly relation: CatalogedPackage['relation'];
  /** Ran when the program was built; nothing of it is in the program. */
  readonly build?: true;
}

/** Crates of Rust programs that `cargo auditable` built: the section `.dep-v0` holds them as JSON, compressed by zlib (rust-secure-code/cargo-auditable, PARSING.md). */
export const cargoAuditable: Cataloger<RustProgram> = {
  id: 'cargo-auditable',
  version: 1,
  selects: [
    { magic: 'elf', maxBytes: MAX_BYTES },
    { magic: 'pe', maxBytes: MAX_BYTES },
    { magic: 'macho', maxBytes: MAX_BYTES },
  ],
  read(file, note) {
    const executable = parseExecutable(file.bytes);
    if (executable === undefined) return undefined;
    const section = sectionNamed(executable, '.dep-v0');
    if (section !== undefined) {
      const crates = parseCrates(bytesOf(executable, section), file.path, note);
      if (crates !== undefined) return { crates };
    }
    return isMadeByRust(executable) ? {} : undefined;
  },
  *packages(facts, _state, note) {
    for (const { layer, path, fact } of facts) {
      if (fact.crates === undefined) {
        note({
          code: 'catalogers/rust-no-audit-data',
          severity: 'info',
          message: `${path} holds Rust code without a list of its crates: which ones it is made of is unknown.`,
          layer,
          path,
        });
        continue;
      }
      for (const { name, version, relation, build } of fact.crates) {
        yield {
          type: 'cargo',
          name,
          version,
          vendor: 'third-party',
          relation,
          ...(build && { dev: true }),
          licenses: [],
          locations: [{ layer, path }],
        };
      }
    }
  },
};

function parseCrates(compressed: Uint8Array, path: string, note: Note): readonly Crate[] | undefined {
  try {
    const crates = cratesOf(parseJson(inflateSync(compressed, { maxOutputLength: MAX_LIST_BYTES })));
    if (crates !== undefined) return crates;
  } catch {
    // Not zlib, or too long when inflated: said below, once for all.
  }
  note({
    code: 'catalogers/cargo-auditable-unreadable',
    severity: 'warning',
    message: `The list of crates in ${path} cannot be read.`,
    path,
  });
  return undefined;
}

/** Dependencies are named by their index in the list. */
function cratesOf(list: unknown): readonly Crate[] | undefined {
  const entries = fieldOf(list, 'packages');
  if (!Array.isArray(entries)) return undefined;
  const roots = new Set<number>(entries.flatMap((entry, index) => (fieldOf(entry, 'root') === true ? [index] : [])));
  const direct = new Set<unknown>();
  for (const root of roots) {
    const dependencies = fieldOf(entries[root], 'dependencies');
    for (const index of Array.isArray(dependencies) ? dependencies : []) direct.add(index);
  }
  const relationOf = (index: number) =>
    roots.has(index) ? 'root' : roots.size === 0 ? 'unknown' : direct.has(index) ? 'direct' : 'transitive';
  const seen = new Set<string>();
  return entries.flatMap((entry, index): Crate[] => {
    const name = fieldOf(entry, 'name');
    const version = fieldOf(entry, 'version');
    if (typeof name !== 'string' || typeof version !== 'string' || name === '') return [];
    const build = fieldOf(entry, 'kind') === 'build';
    const key = `${name}@${version}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ name, version, relation: relationOf(index), ...(build && { build }) }];
  });
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** The compiler signs `.comment`; where that is gone, panics still name the sources of the standard library. */
function isMadeByRust(executable: Executable): boolean {
  const comment = sectionNamed(executable, '.comment');
  if (comment !== undefined && asBuffer(slice(bytesOf(executable, comment), 0, 4096)).includes('rustc version'))
    return true;
  const constants = ['.rodata', '.rdata', '__const', '__cstring'].flatMap(
    (name) => sectionNamed(executable, name) ?? [],
  );
  const places = constants.length > 0 ? constants.map((section) => bytesOf(executable, section)) : [executable.bytes];
  return places.some((place) => asBuffer(slice(place, 0, SEARCHED_BYTES)).includes('/rustc/'));
}
