import { basename, dirname, join, resolve } from 'node:path';
import { PlimsollError } from '../../model/error.ts';
import type { LintTarget } from './targets.ts';

/** One build that a Compose or Bake file describes. */
export interface BuildDefinition {
  readonly name: string;
  readonly context?: string | undefined;
  readonly dockerfile?: string | undefined;
  /** The Dockerfile itself. */
  readonly inline?: string | undefined;
}

/** What is built elsewhere, or from somewhere that only the builder knows. */
const REMOTE = /^[a-z][a-z+.-]*:|^git@|^-$|\$/i;

/** The Dockerfiles of builds, each once; paths are relative to the file that describes them. `lint/no-dockerfile` when there is none. */
export function targetsOfBuilds(builds: readonly BuildDefinition[], file: string, path: string): readonly LintTarget[] {
  const targets = new Map<string, LintTarget>();
  for (const { name, context = '.', dockerfile = 'Dockerfile', inline } of builds) {
    const isRemote = REMOTE.test(context);
    const directory = resolve(dirname(file), context);
    if (inline !== undefined) {
      targets.set(`#${name}`, { path: `${path}#${name}`, text: inline, ...(!isRemote && { context: directory }) });
    } else if (!isRemote && !REMOTE.test(dockerfile)) {
      const absolute = resolve(directory, dockerfile);
      const shown = dockerfile.startsWith('/') ? dockerfile : join(dirname(path), context, dockerfile);
      if (!targets.has(absolute)) targets.set(absolute, { path: shown, file: absolute, context: directory });
    }
  }
  if (targets.size > 0) return [...targets.values()];
  throw new PlimsollError('lint/no-dockerfile', `${basename(path)} names no build whose Dockerfile lies here`, {
    help: [
      'it is read as a Compose or Bake file because of its name; the text of a Dockerfile can come by standard input: plimsoll lint - < FILE',
    ],
  });
}

/** A text of foreign data. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A mapping of foreign data; empty for anything else. */
export function mappingOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
