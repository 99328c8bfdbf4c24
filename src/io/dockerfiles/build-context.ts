import { lstatSync, readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { limits } from '../../formats/bytes/limits.ts';
import type { BuildContext } from '../../model/lint.ts';
import { readBounded } from './read-bounded.ts';

/** Names at the top of a build context beyond which nobody looks. */
const MOST_NAMES = 10_000;

/** An ignore file is a page of patterns. */
const LONGEST_IGNORE_FILE = 1 << 20;

/** What the composition knows of ignore files: how they are called, in the order in which they count, and what they say. */
export interface IgnoreFiles {
  namesOf(dockerfile: string): readonly string[];
  parse(bytes: Uint8Array): {
    readonly rules: readonly { readonly isException: boolean }[];
    ignores(path: string): boolean;
  };
}

/**
 * The build context in a directory. Nothing of it is read before a rule asks. `dockerfile` is the path of the Dockerfile that is built with it, when it
 * lies in a file. Source: Docker's manual, "Build context", "Filename and location".
 */
export function buildContext(
  directory: string,
  dockerfile: string | undefined,
  ignoreFiles: IgnoreFiles,
): BuildContext {
  let known: { readonly file?: ReturnType<IgnoreFiles['parse']> } | undefined;
  let names: readonly string[] | undefined;
  const kinds = new Map<string, 'file' | 'directory' | undefined>();
  const ignoring = () => {
    const bytes = known === undefined ? ignoreFileOf(directory, dockerfile, ignoreFiles) : undefined;
    known ??= bytes === undefined ? {} : { file: ignoreFiles.parse(bytes) };
    return known.file;
  };
  return {
    get names() {
      names ??= namesIn(directory);
      return names;
    },
    get hasIgnoreFile() {
      return ignoring() !== undefined;
    },
    get hasExceptions() {
      return ignoring()?.rules.some(({ isException }) => isException) ?? false;
    },
    isIgnored: (path) => ignoring()?.ignores(path) ?? false,
    kindOf(path) {
      const canonical = canonicalOf(path);
      if (canonical === undefined) return undefined;
      if (!kinds.has(canonical)) kinds.set(canonical, kindOf(join(directory, canonical)));
      return kinds.get(canonical);
    },
  };
}

/** A path of the context without `.` and empty parts; undefined for one that leads out of it, or that no file can have. */
function canonicalOf(path: string): string | undefined {
  if (path.length > limits.pathBytes || path.includes('\0')) return undefined;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}

/** Links are what the builder sees: neither file nor directory, but there. It copies them as they are, and so they count as files. */
function kindOf(path: string): 'file' | 'directory' | undefined {
  try {
    return lstatSync(path).isDirectory() ? 'directory' : 'file';
  } catch {
    return undefined;
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort().slice(0, MOST_NAMES);
  } catch {
    return [];
  }
}

/** A name that holds a directory is that of the Dockerfile's own; all others lie in the context. */
function ignoreFileOf(directory: string, dockerfile: string | undefined, { namesOf }: IgnoreFiles): Buffer | undefined {
  const names = namesOf(dockerfile ?? join(directory, 'Dockerfile'));
  for (const name of names) {
    const bytes = readBounded(isAbsolute(name) ? name : join(directory, name), LONGEST_IGNORE_FILE);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}
