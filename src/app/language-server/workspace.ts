import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LintSetup } from './lint-setup.ts';

/** Where a document lies. */
export interface Place {
  /** Absent for a document that was never saved, or that lies where no file system reaches. */
  readonly file?: string;
  /** The directory whose configuration holds. */
  readonly directory: string;
  /** As findings name it. */
  readonly path: string;
}

/** The folders that an editor has open, and how what lies in them is linted. */
export class Workspace {
  readonly #load: (directory: string) => Promise<LintSetup>;
  readonly #fallback: string;
  readonly #setups = new Map<string, Promise<LintSetup>>();
  #folders: readonly string[] = [];
  /** Raised whenever something that was read may have changed. */
  generation = 0;

  /** `fallback` is the directory of documents that lie nowhere. */
  constructor(load: (directory: string) => Promise<LintSetup>, fallback: string) {
    this.#load = load;
    this.#fallback = fallback;
  }

  /** URIs of folders; those without a path are passed over. */
  setFolders(uris: readonly string[]): void {
    this.#folders = uris.flatMap((uri) => pathOf(uri) ?? []);
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.flatMap((uri) => pathOf(uri) ?? []));
    const there = added.flatMap((uri) => pathOf(uri) ?? []);
    this.#folders = [...new Set([...this.#folders, ...there])].filter((folder) => !gone.has(folder));
  }

  /** The innermost folder holds; a file outside of all has the configuration of its own directory. */
  placeOf(uri: string): Place {
    const file = pathOf(uri);
    if (file === undefined) return { directory: this.#folders[0] ?? this.#fallback, path: uri };
    const folder = this.#folders
      .filter((one) => file.startsWith(one.endsWith(sep) ? one : one + sep))
      .sort((a, b) => b.length - a.length)[0];
    const directory = folder ?? dirname(file);
    return { file, directory, path: relative(directory, file) };
  }

  /** What could not be read is tried again each time: it may have been mended. Codes: those of `load`. */
  async setupOf({ directory }: Place): Promise<LintSetup> {
    const setup = this.#setups.get(directory) ?? this.#load(directory);
    this.#setups.set(directory, setup);
    try {
      return await setup;
    } catch (cause) {
      if (this.#setups.get(directory) === setup) this.#setups.delete(directory);
      throw cause;
    }
  }

  /** Configurations are read again when somebody asks for them. */
  forget(): void {
    this.#setups.clear();
    this.generation += 1;
  }
}

/** The path of a `file:` URI; undefined for any other, and for one of another machine. */
export function pathOf(uri: string): string | undefined {
  try {
    return resolve(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}
