import { type CatalogedPackage, isOsPackage, type PackageId, packageIdOf } from '../model/package.ts';
import type { OwnedFiles } from '../model/reader.ts';
import type { OwnershipQuestion } from './fold.ts';
import type { ImageTree } from './image-tree.ts';

/** Who brought the files that define a package. */
export interface Ownership {
  /** The OS package that owns all of these files; or whose files they were until a later layer wrote over one of them. */
  of(paths: readonly string[]): { readonly owner?: PackageId; readonly overwritten?: PackageId };
  readonly questions: readonly OwnershipQuestion[];
}

interface Claim {
  readonly owner: PackageId;
  /** Layer since which the owner's record names the file. */
  readonly layer: number;
  readonly files: OwnedFiles;
  readonly recordedPath: string;
}

/**
 * A file is owned by an OS package when its path, both sides resolved through the directory symlinks of the tree (usr-merge), is in
 * that package's list, and no layer after the package's record wrote it, unless its bytes are still those that the record names.
 */
export function ownershipOf(
  owned: readonly OwnedFiles[],
  tree: ImageTree,
  found: readonly { readonly pkg: CatalogedPackage; readonly introduced: number }[],
  isUnchanged: (path: string, layer: number) => boolean,
): Ownership {
  const asked = new Set<string>();
  const names = new Set<string>();
  for (const { pkg } of found) {
    if (isOsPackage(pkg)) continue;
    for (const { path } of pkg.locations) {
      asked.add(path);
      names.add(path.slice(path.lastIndexOf('/') + 1));
    }
  }
  const claims = asked.size === 0 ? new Map<string, Claim>() : claimsOn(asked, names, owned, tree, found);
  const questions: OwnershipQuestion[] = [];

  function ownerOf(path: string): { owner?: PackageId; overwritten?: PackageId } {
    const claim = claims.get(path);
    if (claim === undefined) return {};
    const layer = tree.lookup(path)?.layer ?? 0;
    if (layer <= claim.layer) return { owner: claim.owner };
    const recorded = claim.files.digestOf?.(claim.recordedPath);
    if (recorded !== undefined) {
      if (isUnchanged(path, layer)) return { owner: claim.owner };
      const entryPath = tree.recorded(path)?.row.path ?? path;
      questions.push({ path, entryPath, layer, algorithm: recorded.algorithm, hex: recorded.hex });
    }
    return { overwritten: claim.owner };
  }

  return {
    questions,
    of(paths) {
      const answers = paths.map(ownerOf);
      const overwritten = answers.find((answer) => answer.overwritten !== undefined);
      if (overwritten !== undefined) return overwritten;
      const owner = answers[0]?.owner;
      return owner !== undefined && answers.every((answer) => answer.owner === owner) ? { owner } : {};
    },
  };
}

/** Only paths that are asked for are kept: a distribution owns tens of thousands of files, and hundreds are asked for. */
function claimsOn(
  asked: ReadonlySet<string>,
  names: ReadonlySet<string>,
  owned: readonly OwnedFiles[],
  tree: ImageTree,
  found: readonly { readonly pkg: CatalogedPackage; readonly introduced: number }[],
): Map<string, Claim> {
  const introduced = new Map<PackageId, number>();
  for (const { pkg, introduced: layer } of found) if (isOsPackage(pkg)) introduced.set(packageIdOf(pkg), layer);
  const claims = new Map<string, Claim>();
  for (const files of owned) {
    // The database may be rewritten for other packages: what counts is when this one came.
    const layer = Math.min(files.layer, introduced.get(files.owner) ?? files.layer);
    for (const recordedPath of files.paths) {
      if (!names.has(recordedPath.slice(recordedPath.lastIndexOf('/') + 1))) continue;
      const path = tree.resolveParent(recordedPath);
      if (!asked.has(path)) continue;
      const before = claims.get(path);
      if (before === undefined || before.layer < layer)
        claims.set(path, { owner: files.owner, layer, files, recordedPath });
    }
  }
  return claims;
}
