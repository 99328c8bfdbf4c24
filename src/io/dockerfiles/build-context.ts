import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../../formats/bytes/limits.ts';
import type { BuildContext } from '../../model/lint.ts';
import { readBounded } from './read-bounded.ts';

/** Names at the top of a build context beyond which nobody looks. */
const MOST_NAMES = 10_000;

/** An ignore file is a page of patterns. */
const LONGEST_IGNORE_FILE = 1 << 20;

/** Reads ignore files: the one beside the Dockerfile by its name, else that of the context. */
export type ReadIgnoreFile = (text: string) => (path: string) => boolean;

/**
 * The build context in a directory. Nothing of it is read before a rule asks. `dockerfile` is the path of the Dockerfile that is built with it, when it
 * lies in a file. Source: Docker's manual, "Build context", "Filename and location".
 */
export function buildContext(directory: string, dockerfile: string | undefined, parse: ReadIgnoreFile): BuildContext {
  let ignores: { readonly isIgnored: (path: string) => boolean; readonly exists: boolean } | undefined;
  let names: readonly string[] | undefined;
  const kinds = new Map<string, 'file' | 'directory' | undefined>();
  const ignored = () => {
    if (ignores !== undefined) return ignores;
    const text = ignoreFileOf(directory, dockerfile);
    ignores = text === undefined ? { exists: false, isIgnored: () => false } : { exists: true, isIgnored: parse(text) };
    return ignores;
  };
  return {
    get names() {
      names ??= namesIn(directory);
      return names;
    },
    get hasIgnoreFile() {
      return ignored().exists;
    },
    isIgnored: (path) => ignored().isIgnored(path),
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

function ignoreFileOf(directory: string, dockerfile: string | undefined): string | undefined {
  const own = dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`];
  for (const path of [
    ...own,
    ...['.dockerignore', '.containerignore', '.iechorignore'].map((name) => join(directory, name)),
  ]) {
    const text = readBounded(path, LONGEST_IGNORE_FILE);
    if (text !== undefined) return text.toString('utf8');
  }
  return undefined;
}
