import type { LintRule } from '../../model/lint.ts';
import { hasArgument } from './parts/commands.ts';
import { operandsBehind, subcommandOf } from './parts/package-managers.ts';
import { unpinnedInstalls } from './parts/pins.ts';
import type { Argument } from './parts/programs.ts';

/** Options of npm install that take a word. Source: npm's manual, config. */
const VALUED = [
  ...['arch', 'before', 'C', 'cache', 'cpu', 'depth', 'fetch-retries', 'fetch-retry-maxtimeout', 'fetch-timeout'],
  ...[
    'globalconfig',
    'https-proxy',
    'include',
    'install-strategy',
    'libc',
    'location',
    'loglevel',
    'network-timeout',
    'omit',
  ],
  ...[
    'only',
    'os',
    'otp',
    'prefix',
    'proxy',
    'registry',
    'script-shell',
    'strict-ssl',
    'tag',
    'target',
    'userconfig',
    'w',
    'workspace',
  ],
];

export const npmPinVersions: LintRule = {
  id: 'npm-pin-versions',
  level: 'warning',
  title: 'npm install without versions',
  why: 'A package that is named without a version comes as its newest release of the day, with its install scripts. Say package@version, or take it into package.json and use npm ci.',
  aliases: ['DL3016'],
  check: (file, context) =>
    unpinnedInstalls(file, context, (command) => {
      if (command.name !== 'npm') return [];
      const first = subcommandOf(command, VALUED) ?? '';
      // hadolint knows `install` alone, and takes it at any place.
      const isInstall =
        ['i', 'add'].includes(first) || (first !== 'run' && hasArgument(command, 'install') && first !== 'config');
      if (!isInstall) return [];
      return operandsBehind(command, ['install', 'i', 'add'], VALUED).filter((one) => !isPinned(one));
    }),
};

/** A version behind the name, an archive, a directory, or a commit of a repository. */
function isPinned({ text }: Argument): boolean {
  if (/^git(?:\+|:)|^(?:github|gitlab|bitbucket|gist):/.test(text)) return text.includes('#');
  if (/\.(?:tgz|tar|tar\.gz)$/.test(text) || /^(?:\.{0,2}\/|~\/|\.{1,2}$|file:)/.test(text)) return true;
  const name = text.replace(/^@[^/]*\//, '');
  return name.includes('@') || (/^[\w.-]+\/[\w.-]+#./.test(text) && !text.includes(':'));
}
