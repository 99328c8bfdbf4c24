import type { LintRule } from '../../model/lint.ts';
import { operandsBehind } from './parts/package-managers.ts';
import { unpinnedInstalls } from './parts/pins.ts';

/** Options of zypper that take a word. Source: zypper(8); its global `-n` takes none. */
const VALUED = [
  ...['C', 'c', 'config', 'D', 'from', 'p', 'plus-repo', 'r', 'repo', 'R', 'root', 'reposd-dir', 't', 'type'],
  ...['download', 'solver-focus', 'releasever', 'cache-dir', 'installroot'],
];

export const zypperPinVersions: LintRule = {
  id: 'zypper-pin-versions',
  level: 'warning',
  title: 'zypper install without versions',
  why: 'Two builds of the same file can hold different packages. Say name=version.',
  aliases: ['DL3037'],
  check: (file, context) =>
    unpinnedInstalls(file, context, (command) =>
      command.name === 'zypper'
        ? operandsBehind(command, ['install', 'in'], VALUED).filter(({ text }) => !/[=<>]|\.rpm$/.test(text))
        : [],
    ),
};
