import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { limits } from '../../formats/bytes/limits.ts';

/** Directories that hold what others wrote, or what a program keeps for itself. */
const SKIPPED = new Set([
  '.git',
  '.hg',
  '.jj',
  '.svn',
  '.terraform',
  '.tox',
  '.venv',
  '__pycache__',
  'bower_components',
  'node_modules',
  'venv',
]);

/**
 * Files below a directory whose name `isWanted`, as paths from there on, sorted. Links are followed to files that lie below it too, never to
 * directories, so that each file is found once. Directories that cannot be read go to `unreadable`.
 */
export function findDockerfiles(
  directory: string,
  isWanted: (name: string) => boolean,
  unreadable: (path: string) => void,
): string[] {
  const found = new Set<string>();
  const links: string[] = [];
  const open = [''];
  let entries = 0;
  for (let at = open.pop(); at !== undefined && entries < limits.entries; at = open.pop()) {
    for (const entry of namesIn(join(directory, at), unreadable)) {
      entries += 1;
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) open.push(path);
      } else if (!isWanted(entry.name)) continue;
      else if (entry.isFile()) found.add(path);
      else if (entry.isSymbolicLink()) links.push(path);
    }
  }
  const root = realpathSync(directory) + sep;
  for (const path of links.sort()) {
    const target = fileBehind(join(directory, path));
    if (target?.startsWith(root) && !found.has(target.slice(root.length))) found.add(path);
  }
  return [...found].sort();
}

function namesIn(directory: string, unreadable: (path: string) => void): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    unreadable(directory);
    return [];
  }
}

function fileBehind(link: string): string | undefined {
  try {
    const target = realpathSync(link);
    return statSync(target).isFile() ? target : undefined;
  } catch {
    return undefined;
  }
}
