import { optionOf, parseOptions } from './options.ts';
import type { Program } from './programs.ts';

/** A command that installs what a manifest of the project lists. */
export interface DependencyInstall {
  readonly manager:
    | 'npm'
    | 'yarn'
    | 'pnpm'
    | 'pip'
    | 'poetry'
    | 'uv'
    | 'pipenv'
    | 'bundle'
    | 'go'
    | 'cargo'
    | 'composer'
    | 'mvn'
    | 'gradle';
  /** Files of the project that it reads, the manifest first. */
  readonly manifests: readonly string[];
  /** Whether it builds the project as well, so that it needs all of it. */
  readonly isBuild: boolean;
}

/** Reads a command that installs dependencies of the project; undefined for others, and for installs of packages by name. */
export function dependencyInstallOf({ name, args }: Program): DependencyInstall | undefined {
  const words = args.map(({ text }) => text);
  const [verb, ...rest] = words.filter((word) => !word.startsWith('-'));
  const plain = (manager: DependencyInstall['manager'], ...manifests: string[]) => ({
    manager,
    manifests,
    isBuild: false,
  });
  const build = (manager: DependencyInstall['manager'], ...manifests: string[]) => ({
    manager,
    manifests,
    isBuild: true,
  });
  switch (name) {
    case 'npm':
      if (/^(?:ci|clean-install)$/.test(verb ?? '')) return plain('npm', 'package.json', 'package-lock.json');
      return /^(?:i|install)$/.test(verb ?? '') && packagesOf(rest) === 0 && !isGlobal(words)
        ? plain('npm', 'package.json', 'package-lock.json')
        : undefined;
    case 'yarn':
      return verb === undefined
        ? words.some((word) => /^--?(?:v|version|h|help)$/.test(word))
          ? undefined
          : plain('yarn', 'package.json', 'yarn.lock')
        : verb === 'install'
          ? plain('yarn', 'package.json', 'yarn.lock')
          : undefined;
    case 'pnpm':
      return /^(?:i|install)$/.test(verb ?? '') && packagesOf(rest) === 0
        ? plain('pnpm', 'package.json', 'pnpm-lock.yaml')
        : undefined;
    case 'poetry':
      return verb === 'install' ? plain('poetry', 'pyproject.toml', 'poetry.lock') : undefined;
    case 'uv':
      return verb === 'sync' ? plain('uv', 'pyproject.toml', 'uv.lock') : undefined;
    case 'pipenv':
      return /^(?:install|sync)$/.test(verb ?? '') && rest.length === 0
        ? plain('pipenv', 'Pipfile', 'Pipfile.lock')
        : undefined;
    case 'bundle':
      return verb === 'install' ? plain('bundle', 'Gemfile', 'Gemfile.lock') : undefined;
    case 'composer':
      return verb === 'install' ? plain('composer', 'composer.json', 'composer.lock') : undefined;
    case 'go':
      if (verb === 'mod' && rest[0] === 'download') return plain('go', 'go.mod', 'go.sum');
      return verb === 'build' || (verb === 'install' && !rest.some((word) => word.includes('@')))
        ? build('go', 'go.mod', 'go.sum')
        : undefined;
    case 'cargo':
      if (verb === 'fetch' || (verb === 'chef' && rest[0] === 'cook'))
        return plain('cargo', 'Cargo.toml', 'Cargo.lock');
      return verb === 'build' ? build('cargo', 'Cargo.toml', 'Cargo.lock') : undefined;
    case 'mvn':
    case 'mvnw':
      if (words.some((word) => /^dependency:(?:go-offline|resolve)/.test(word))) return plain('mvn', 'pom.xml');
      return words.some((word) => /^(?:package|install|verify|compile|deploy)$/.test(word))
        ? build('mvn', 'pom.xml')
        : undefined;
    default:
      return pipInstallOf(name, words, args);
  }
}

function pipInstallOf(name: string, words: readonly string[], args: Program['args']): DependencyInstall | undefined {
  const isPip =
    /^pip[\d.]*$/.test(name) ||
    (/^python[\d.]*$/.test(name) && words[0] === '-m' && words[1] === 'pip') ||
    (name === 'uv' && words[0] === 'pip');
  if (!isPip || !words.includes('install')) return undefined;
  const file = optionOf(
    parseOptions(args, { short: 'rcitm', long: ['requirement', 'constraint'] }),
    'r',
    'requirement',
  )?.value;
  // A file elsewhere was made or brought for this purpose.
  if (file === undefined || /^\/|\$|:/.test(file)) return undefined;
  return { manager: 'pip', manifests: [file], isBuild: false };
}

/** `.` and paths are the project itself. */
function packagesOf(words: readonly string[]): number {
  return words.filter((word) => !/^\.?\/?$/.test(word)).length;
}

function isGlobal(words: readonly string[]): boolean {
  return words.some((word) => /^(?:-g|--global|--location=global)$/.test(word));
}
