import type { Diagnostic } from '../model/diagnostic.ts';
import type { PackageId } from '../model/package.ts';
import type { OwnedFiles } from '../model/reader.ts';
import type { ImageTree } from './image-tree.ts';

/** Files that are looked for of each package: a few tell whether it is still there. */
const FILES_ASKED = 50;
const NAMES_SHOWN = 5;

/**
 * Packages that an earlier state's database names, that the last one does not, and whose files nobody touched since: the record was taken away
 * (by hand, to make an image smaller or to look better), the software was not. Undefined when there are none.
 */
export function vanishedPackages(
  earlier: Iterable<{ readonly state: number; readonly owned: Iterable<OwnedFiles> }>,
  last: readonly OwnedFiles[],
  tree: ImageTree,
): Diagnostic | undefined {
  const present = new Set(last.map(({ owner }) => nameOf(owner)));
  const vanished = new Set<string>();
  for (const { state, owned } of earlier) {
    for (const { owner, paths } of owned) {
      const name = nameOf(owner);
      if (!present.has(name) && !vanished.has(name) && isStillThere(paths, state, tree)) vanished.add(name);
    }
  }
  if (vanished.size === 0) return undefined;
  const names = [...vanished].map((name) => name.slice(name.indexOf('/') + 1)).sort();
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
  return {
    code: 'image/package-record-removed',
    severity: 'warning',
    message: `The package database no longer names ${names.slice(0, NAMES_SHOWN).join(', ')}${more}, whose files are still there: they were not judged.`,
  };
}

/** Configuration stays behind when a package is removed; directories are shared. */
function isStillThere(paths: readonly string[], state: number, tree: ImageTree): boolean {
  let asked = 0;
  for (const path of paths) {
    if (path.startsWith('etc/') || path.startsWith('var/')) continue;
    if (++asked > FILES_ASKED) return false;
    const entry = tree.lookup(path);
    if (entry?.kind === 'file' && entry.layer <= state) return true;
  }
  return false;
}

/** `deb/curl@7.88.1?arch=amd64` → `deb/curl`. */
function nameOf(owner: PackageId): string {
  const at = owner.indexOf('@', owner.indexOf('/') + 2);
  return at < 0 ? owner : owner.slice(0, at);
}
