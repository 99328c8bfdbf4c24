import type { LintRule } from '../../model/lint.ts';
import { eachRun } from './parts/each-instruction.ts';
import { optionOf, parseOptions } from './parts/options.ts';
import { type Argument, type Program, programsOf } from './parts/programs.ts';

export const unpinnedGitClone: LintRule = {
  id: 'unpinned-git-clone',
  level: 'info',
  title: 'The newest state of a repository is built in, whatever it is',
  why: 'A clone without commit or tag takes what the branch holds on the day of the build, also a broken or a hostile commit, and the layer cache keeps an old one as long as the line stays the same. Check out a commit, or clone a tag with --branch.',
  aliases: [],
  *check(file, context) {
    const all = [...eachRun(file)].map((run) => programsOf(run, context));
    const pinned = all.map((programs) => programs.findLastIndex(pins));
    for (const [index, programs] of all.entries()) {
      for (const [at, program] of programs.entries()) {
        if (program.name === 'git') {
          const url = unpinnedClone(program);
          if (url === undefined || pinned[index]! > at || (pinned[index + 1] ?? -1) >= 0) continue;
          yield { span: url.span, subject: url.text };
        } else yield* unpinnedPackages(program);
      }
    }
  },
};

const CLONE = {
  short: 'bocuj',
  long: [
    ...['branch', 'depth', 'origin', 'upload-pack', 'reference', 'config', 'jobs', 'template', 'shallow-since'],
    ...['filter', 'separate-git-dir', 'revision', 'server-option', 'shallow-exclude', 'bundle-uri'],
  ],
};
/** Names that a repository gives what moves on. */
const BRANCH =
  /^(?:(?:refs\/heads|origin)\/.*|main|master|develop|dev|trunk|next|head|latest|staging|production|nightly)$/i;

/** What a `git clone` fetches without saying which state of it. */
function unpinnedClone({ args }: Program): Argument | undefined {
  const at = args.findIndex(({ text }) => text === 'clone');
  if (at < 0) return undefined;
  const options = parseOptions(args.slice(at + 1), CLONE);
  const [url] = options.operands;
  const ref = optionOf(options, 'b', 'branch', 'revision')?.value;
  if (url === undefined || (ref !== undefined && !BRANCH.test(ref))) return undefined;
  // What lies in the build already was chosen before.
  return /^(?:\.{0,2}\/|\.$|file:)/.test(url.text) ||
    options.options.some(({ name }) => name === 'n' || name === 'no-checkout')
    ? undefined
    : url;
}

/** `git checkout v1.2`, `git reset --hard 0a1b2c3`, `git switch --detach v1.2`, `git fetch origin 0a1b2c3`. */
function pins({ name, args }: Program): boolean {
  if (name !== 'git') return false;
  const words = args.map(({ text }) => text);
  const at = words.findIndex((word) => /^(?:checkout|switch|reset|fetch|pull|submodule)$/.test(word));
  if (at < 0 || words[at] === 'submodule' || words[at] === 'pull') return false;
  const refs = words.slice(at + 1).filter((word) => !word.startsWith('-'));
  return words[at] === 'fetch'
    ? refs.length > 1 && !BRANCH.test(refs.at(-1)!)
    : refs.some((word) => !BRANCH.test(word));
}

/** `pip install git+https://host/name` without `@ref`, `cargo install --git …` without --tag or --rev. */
function* unpinnedPackages({ name, args }: Program): Iterable<{ span: Argument['span']; subject: string }> {
  if (/^(?:pip|python|uv|poetry|npm|yarn|pnpm)/.test(name)) {
    for (const { text, span } of args) {
      const match = /(?:^|[\s@])git\+(?:https?|ssh|git):\/\/(?:[^@/\s]+@)?[^@#\s]+(@[^#\s]+)?(#\S+)?/.exec(text);
      if (match === null) continue;
      const ref = /^(?:npm|yarn|pnpm)/.test(name) ? match[2] : match[1];
      if (ref === undefined || BRANCH.test(ref.slice(1))) yield { span, subject: text };
    }
  } else if (name === 'cargo' && args.some(({ text }) => text === 'install')) {
    const options = parseOptions(args, { long: ['git', 'tag', 'rev', 'branch', 'version', 'root', 'features'] });
    const git = optionOf(options, 'git');
    if (git?.value !== undefined && optionOf(options, 'tag', 'rev') === undefined)
      yield { span: git.span, subject: git.value };
  }
}
