import { lstat, readlink, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { limits } from '../../formats/bytes/limits.ts';

/**
 * Where `path` (relative, with `/`) lies below a directory, links followed one by one and only as long as they stay below: nothing outside is
 * so much as asked for. `outside` when one leads out, undefined when there is nothing. Throws what the system says otherwise.
 */
export async function confinedPath(directory: string, path: string): Promise<string | 'outside' | undefined> {
  try {
    const root = await realpath(directory);
    const done: string[] = [];
    const left = path.split('/').reverse();
    for (let hops = 0; left.length > 0; ) {
      const part = left.pop()!;
      if (part === '' || part === '.') continue;
      if (part === '..') {
        if (done.pop() === undefined) return 'outside';
        continue;
      }
      const place = join(root, ...done, part);
      if (!(await lstat(place)).isSymbolicLink()) {
        done.push(part);
        continue;
      }
      if (++hops > limits.linkHops) return undefined;
      const target = below(await readlink(place), [root, directory], done);
      if (target === undefined) return 'outside';
      left.push(...target.split(sep).reverse());
    }
    return join(root, ...done);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      return undefined;
    throw cause;
  }
}

/** What a link says, as a path to go on with: an absolute one starts anew at the root, which must be ours by one of its names. */
function below(target: string, roots: readonly string[], done: string[]): string | undefined {
  if (!target.startsWith(sep)) return target;
  for (const root of roots) {
    if (target !== root && !target.startsWith(root.endsWith(sep) ? root : root + sep)) continue;
    done.length = 0;
    return target.slice(root.length);
  }
  return undefined;
}
