import type { LintRule } from '../../model/lint.ts';
import { hasFlag } from './parts/commands.ts';
import { operandsBehind } from './parts/package-managers.ts';
import { unpinnedInstalls } from './parts/pins.ts';
import { isPipInstall } from './parts/pip.ts';
import type { Argument } from './parts/programs.ts';

/** Options of pip install that take a word. Source: pip's manual. */
const VALUED = [
  ...[
    'abi',
    'b',
    'build',
    'cache-dir',
    'cert',
    'client-cert',
    'config-settings',
    'C',
    'default-timeout',
    'e',
    'editable',
  ],
  ...[
    'exists-action',
    'extra-index-url',
    'f',
    'find-links',
    'global-option',
    'group',
    'i',
    'implementation',
    'index-url',
  ],
  ...[
    'install-option',
    'keyring-provider',
    'log',
    'no-binary',
    'only-binary',
    'platform',
    'prefix',
    'progress-bar',
    'proxy',
  ],
  ...[
    'python',
    'python-version',
    'report',
    'resume-retries',
    'retries',
    'root',
    'root-user-action',
    'src',
    't',
    'target',
  ],
  ...['timeout', 'trusted-host', 'upgrade-strategy', 'use-deprecated', 'use-feature'],
];

export const pipPinVersions: LintRule = {
  id: 'pip-pin-versions',
  level: 'warning',
  title: 'pip install without versions',
  why: 'The next build takes whatever PyPI has that day: a new major version breaks it, a taken-over package gets in. Say package==version, or give a requirements or constraints file.',
  aliases: ['DL3013'],
  check: (file, context) =>
    unpinnedInstalls(file, context, (command) => {
      if (!isPipInstall(command) || hasFlag(command, 'r', 'requirement', 'c', 'constraint')) return [];
      const packages = operandsBehind(command, ['install'], VALUED);
      return packages.some(({ text }) => text === '.') ? [] : packages.filter((one) => !isPinned(one));
    }),
};

/** A range, an archive, a place in the file system or on the net, a commit. */
function isPinned({ text }: Argument): boolean {
  if (/^(?:[^@]+@\s*)?git\+(?:https?|git|file):/.test(text))
    return /@[^/@]+$/.test(text.replace(/^[^@:]+@\s*(?=git)/, ''));
  return /[=!~<>]=|[<>]|\/|\.(?:whl|zip|tar\.(?:gz|bz2|xz)|tgz)(?:\[|$)|^\.\[/.test(text);
}
