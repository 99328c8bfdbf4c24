import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of this repository, by its path below the root, `/`-separated. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files below `folder` (itself below the root) whose name ends in one of `endings`, sorted by path. */
export function filesBelow(folder: string, ...endings: string[]): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Code that makes the program: no test, no fixture. */
export function programFiles(): SourceFile[] {
  return filesBelow('src', '.ts').filter(({ path }) => !isTestOnly(path));
}

export function isTestOnly(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testdata/');
}
