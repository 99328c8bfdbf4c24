import { mountsOf } from '../../formats/dockerfile/mounts.ts';
import { scopeAt } from '../../formats/dockerfile/scope.ts';
import type { Dockerfile, Instruction } from '../../model/dockerfile.ts';
import type { LintRule } from '../../model/lint.ts';
import { appendCommand } from './parts/append-command.ts';
import { eachRun } from './parts/each-instruction.ts';
import { finalInstructions } from './parts/final-image.ts';
import { instructionAt } from './parts/instruction-at.ts';
import { type Program, programsOf } from './parts/programs.ts';

/** A tool that keeps what it downloaded. apt, apk, dnf, yum, zypper, pip and yarn have rules of their own. */
interface Cache {
  readonly programs: RegExp;
  readonly verbs: RegExp;
  /** What is named when the cache is deleted. */
  readonly directory: RegExp;
  /** Arguments that clean up, or keep no cache to begin with. */
  readonly clean: RegExp;
  /** Variables that put the cache elsewhere. */
  readonly variables: readonly string[];
  readonly advice: string;
}

const CACHES: readonly Cache[] = [
  {
    programs: /^npm$/,
    verbs: /^(?:ci|i|install|add|clean-install)$/,
    directory: /\.npm\b|_cacache/,
    clean: /^cache (?:clean|rm|clear)|--cache[= ]\/(?:tmp|dev\/shm)/,
    variables: ['NPM_CONFIG_CACHE', 'npm_config_cache'],
    advice: 'npm cache clean --force',
  },
  {
    programs: /^cargo$/,
    verbs: /^(?:install|build|fetch)$/,
    directory: /\.cargo|cargo\/|CARGO_HOME|\btarget\b/,
    clean: /^(?:clean|cache)\b/,
    variables: [],
    advice: 'rm -rf "$CARGO_HOME"/registry ~/.cargo/registry',
  },
  {
    programs: /^go$/,
    verbs: /^(?:build|install|get|mod)$/,
    directory: /go\/pkg|\bgo-build\b|\/go\b|GOPATH|GOCACHE|GOMODCACHE/,
    clean: /^clean\b.*-(?:mod)?cache/,
    variables: ['GOCACHE', 'GOMODCACHE', 'GOFLAGS'],
    advice: 'go clean -cache -modcache',
  },
  {
    programs: /^composer(?:\.phar)?$/,
    verbs: /^(?:install|require|update|create-project)$/,
    directory: /\.composer|composer\/cache|COMPOSER_HOME/,
    clean: /^(?:clear-?cache|cc)\b|--no-cache/,
    variables: ['COMPOSER_CACHE_DIR'],
    advice: 'composer clear-cache',
  },
  {
    programs: /^(?:conda|mamba|micromamba)$/,
    verbs: /^(?:install|create|update|env)$/,
    directory: /conda\/pkgs|\/pkgs\b/,
    clean: /^clean\b/,
    variables: ['CONDA_PKGS_DIRS'],
    advice: 'conda clean -afy',
  },
  {
    programs: /^mvnw?$/,
    verbs: /^(?:package|install|verify|compile|dependency:\S+)$/,
    directory: /\.m2\b/,
    clean: /-Dmaven\.repo\.local=\/tmp/,
    variables: [],
    advice: 'rm -rf ~/.m2',
  },
  {
    programs: /^poetry$/,
    verbs: /^(?:install|add|update)$/,
    directory: /pypoetry|POETRY_CACHE_DIR/,
    clean: /--no-cache|^cache clear/,
    variables: ['POETRY_CACHE_DIR'],
    advice: 'rm -rf ~/.cache/pypoetry',
  },
  {
    programs: /^uv$/,
    verbs: /^(?:sync|pip|add|tool)$/,
    directory: /\.cache\/uv|UV_CACHE_DIR/,
    clean: /--no-cache(?!-)| -n |^cache (?:clean|prune)/,
    variables: ['UV_NO_CACHE', 'UV_CACHE_DIR'],
    advice: 'uv cache clean',
  },
];

export const packageCacheLeft: LintRule = {
  id: 'package-cache-left',
  level: 'info',
  title: 'Downloads stay in the layer after they were installed',
  why: 'The archives are needed only while installing, and a later RUN that deletes them makes the image no smaller: the layer keeps them. Clean up in the same RUN, or keep the cache outside of the image with `--mount=type=cache`.',
  aliases: [],
  *check(file, context) {
    for (const run of eachRun({ instructions: finalInstructions(file) })) {
      if (mountsOf(run).some(({ type }) => type === 'cache' || type === 'tmpfs')) continue;
      const programs = programsOf(run, context);
      for (const cache of CACHES) {
        const program = leftBy(programs, cache);
        if (program === undefined || isElsewhere(file, run, programs, cache)) continue;
        const message = `${program.name} leaves its downloads in the layer: ${cache.advice} takes them away`;
        yield { span: program.span, subject: program.name, message };
      }
    }
  },
  fix: {
    safety: 'suggested',
    summary: 'clean up at the end of the RUN',
    edits({ span, subject }, file, context) {
      const outer = instructionAt(file, span.start);
      const cache = CACHES.find(({ programs }) => programs.test(subject ?? ''));
      return outer?.keyword === 'RUN' && cache !== undefined ? appendCommand(file, outer, context, cache.advice) : [];
    },
  },
};

/** The first program that fills the cache and is not followed by one that cleans it. */
function leftBy(programs: readonly Program[], cache: Cache): Program | undefined {
  let first: Program | undefined;
  for (const program of programs) {
    if (cleans(program, cache)) first = undefined;
    else if (cache.programs.test(program.name) && fills(program, cache)) first ??= program;
  }
  return first;
}

function isElsewhere(file: Dockerfile, run: Instruction, programs: readonly Program[], { variables }: Cache): boolean {
  const scope = scopeAt(file, run);
  return (
    variables.some((name) => scope.get(name).pair !== undefined) ||
    programs.some(({ command }) => command?.assignments.some(({ name }) => variables.includes(name)))
  );
}

function fills({ name, args }: Program, { verbs }: Cache): boolean {
  const words = args.map(({ text }) => text).filter((text) => !text.startsWith('-'));
  if (name === 'go' && words[0] === 'mod') return words[1] === 'download';
  if (/^mvn/.test(name)) return words.some((word) => verbs.test(word));
  if (name === 'uv' && words[0] === 'tool') return words[1] === 'install';
  if (name === 'uv' && words[0] === 'pip') return words[1] === 'install' || words[1] === 'sync';
  return words[0] !== undefined && verbs.test(words[0]);
}

function cleans({ name, args }: Program, { programs, directory, clean }: Cache): boolean {
  const text = args.map((one) => one.text).join(' ');
  if (programs.test(name) || (name === 'mamba' && programs.test('conda'))) return clean.test(text);
  if (name !== 'rm' && name !== 'find') return false;
  return directory.test(text) || /(?:^|\/)\.cache(?:\/\*)?(?:\s|$)/.test(text);
}
