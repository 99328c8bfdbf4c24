import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isDockerfileName } from '../../formats/dockerfile/is-dockerfile-name.ts';
import { findDockerfiles } from '../../io/dockerfiles/find-dockerfiles.ts';
import { PlimsollError } from '../../model/error.ts';

/** A Dockerfile to look at. */
export interface LintTarget {
  /** As the report names it. */
  readonly path: string;
  /** The file that holds it; absent for standard input, and for one that stands inside another file. */
  readonly file?: string;
  /** What it says, when no file of its own says it. */
  readonly text?: string;
  /** The directory that it is built with. */
  readonly context?: string;
}

export interface Targets {
  readonly targets: readonly LintTarget[];
  /** Directories below those named that could not be read. */
  readonly unreadable: readonly string[];
}

/** What names mean: `-`, files, directories that are searched, and Compose and Bake files, which lead to their Dockerfiles. `lint/no-such-file`, `lint/no-dockerfile`. */
export async function targetsOf(operands: readonly string[], directory: string): Promise<Targets> {
  const targets = new Map<string, LintTarget>();
  const unreadable: string[] = [];
  for (const operand of operands.length === 0 ? ['.'] : operands) {
    for (const target of await targetsOfOne(operand, directory, (path) => unreadable.push(path)))
      targets.set(target.file ?? target.path, targets.get(target.file ?? target.path) ?? target);
  }
  return { targets: [...targets.values()], unreadable };
}

async function targetsOfOne(
  operand: string,
  directory: string,
  unreadable: (path: string) => void,
): Promise<readonly LintTarget[]> {
  if (operand === '-') return [{ path: '-' }];
  const absolute = resolve(directory, operand);
  const status = statSync(absolute, { throwIfNoEntry: false });
  if (status === undefined) throw new PlimsollError('lint/no-such-file', `there is no file or directory ${operand}`);
  if (!status.isDirectory()) {
    const name = basename(operand).toLowerCase();
    if (/\.ya?ml$/.test(name)) return (await import('./compose.ts')).composeTargets(absolute, operand);
    if (/\.(?:hcl|json)$/.test(name)) return (await import('./bake.ts')).bakeTargets(absolute, operand);
    return [{ path: operand, file: absolute, context: dirname(absolute) }];
  }
  const found = findDockerfiles(absolute, isWantedName, unreadable);
  if (found.length === 0) {
    throw new PlimsollError('lint/no-dockerfile', `no Dockerfile lies in ${operand}`, {
      help: ['name it when it has another name: plimsoll lint FILE; - reads standard input'],
    });
  }
  return found.map((below) => ({
    path: join(operand, below),
    file: join(absolute, below),
    context: dirname(join(absolute, below)),
  }));
}

/** Templates of Dockerfiles, and texts about them: they are looked at when they are named. */
const OTHER_FILES =
  /\.(?:adoc|bak|diff|erb|gotmpl|html|in|j2|jinja2?|json|lock|m4|md|mustache|orig|patch|rej|rst|sh|snap|swp|template|tmpl|toml|tpl|txt|ya?ml)$/i;

/** In lower case these are programs that handle Dockerfiles; `Dockerfile.go` is one for Go. */
const PROGRAMS =
  /^(?:dockerfile|containerfile)(?:\..*)?\.(?:[cm]?[jt]sx?|c|cc|cpp|cs|el|go|h|java|kt|lua|php|py|rb|rs|scss|swift|vim|xml)$/;

function isWantedName(name: string): boolean {
  return isDockerfileName(name) && !OTHER_FILES.test(name) && !PROGRAMS.test(name);
}
