import type { LintRule } from '../../model/lint.ts';
import { unpinnedRpms } from './parts/package-managers.ts';
import { unpinnedInstalls } from './parts/pins.ts';

export const yumPinVersions: LintRule = {
  id: 'yum-pin-versions',
  level: 'warning',
  title: 'yum install without versions',
  why: 'Two builds of the same file can hold different packages. Say name-version, or name:stream of a module.',
  aliases: ['DL3033'],
  check: (file, context) => unpinnedInstalls(file, context, (command) => unpinnedRpms(command, ['yum'])),
};
