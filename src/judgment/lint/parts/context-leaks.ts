import type { CopyInstruction, Dockerfile, Instruction, Word } from '../../../model/dockerfile.ts';
import type { BuildContext } from '../../../model/lint.ts';
import { sensitiveFileOf } from './sensitive-paths.ts';
import { wholeContextOf } from './whole-context.ts';

/** Directories that grow with work on the project and are no part of it. */
const BULKY = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.venv',
  'venv',
  '.terraform',
  '.idea',
  '.gradle',
  '.mypy_cache',
  '__pycache__',
]);

/** Where a build takes all of its context, and what comes in with it that should not. */
export interface ContextLeak {
  readonly copy: CopyInstruction;
  readonly word: Word;
  /** Files that usually hold secrets. */
  readonly secrets: readonly string[];
  readonly bulk: readonly string[];
}

/** The first COPY of the whole context that lets something in; undefined when there is none, or the context is not known. */
export function contextLeakOf(file: Dockerfile, build: BuildContext | undefined): ContextLeak | undefined {
  if (build === undefined) return undefined;
  // Most files copy what they name: for those nobody lists the context.
  const copies = file.stages.flatMap(({ instructions }) => instructions.flatMap(wholeCopyOf));
  if (copies.length === 0) return undefined;
  // `.git/**` leaves out what lies in the directory, which is all that matters.
  const seen = build.names.filter((name) => !build.isIgnored(name) && !build.isIgnored(`${name}/x`));
  const secrets = seen.filter((name) => isSecretFile(name));
  const bulk = seen.filter((name) => BULKY.has(name) && build.kindOf(name) === 'directory');
  if (secrets.length + bulk.length === 0) return undefined;
  for (const { copy, word } of copies) {
    const isExcluded = excluderOf(copy);
    const leak = {
      secrets: secrets.filter((name) => !isExcluded(name)),
      bulk: bulk.filter((name) => !isExcluded(name)),
    };
    if (leak.secrets.length + leak.bulk.length > 0) return { copy, word, ...leak };
  }
  return undefined;
}

/** None, or one: the instruction when it copies the whole context. */
function wholeCopyOf(copy: Instruction): { readonly copy: CopyInstruction; readonly word: Word }[] {
  if (copy.keyword !== 'COPY' && copy.keyword !== 'ADD') return [];
  const word = wholeContextOf(copy);
  return word === undefined ? [] : [{ copy, word }];
}

/** `.env and .git`, `.env, .git and 3 more`. */
export function listOf({ secrets, bulk }: ContextLeak): string {
  const names = [...secrets, ...bulk];
  if (names.length > 4) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Tokens of registries stand in a file whose other settings a build may well need. */
function isSecretFile(name: string): boolean {
  const kind = sensitiveFileOf(name);
  return kind !== undefined && kind.level !== 'info';
}

function excluderOf({ flags }: CopyInstruction): (name: string) => boolean {
  const patterns = flags.flatMap(({ name, value }) =>
    name === 'exclude' && value ? [value.value.replace(/^(?:\*\*\/|\.?\/)+|\/(?:\*\*)?$/g, '')] : [],
  );
  return (name) =>
    patterns.some((pattern) => pattern === name || (pattern.startsWith('*.') && name.endsWith(pattern.slice(1))));
}
