import type { LintRule } from '../../model/lint.ts';
import { operandsBehind } from './parts/package-managers.ts';
import { unpinnedInstalls } from './parts/pins.ts';

/** Options of apk that take a word. Source: apk(8), apk-add(8). */
const VALUED = [
  ...[
    'arch',
    'cache-dir',
    'cache-max-age',
    'keys-dir',
    'p',
    'progress-fd',
    'repositories-file',
    'repository',
    'root',
    't',
  ],
  ...['timeout', 'virtual', 'wait', 'X'],
];
/** A range, a file, or a package that must not be there. */
const PINNED = /[=<>~]|\.apk$|^!/;

export const apkPinVersions: LintRule = {
  id: 'apk-pin-versions',
  level: 'warning',
  title: 'apk add without versions',
  why: 'Two builds of the same file can hold different packages. Alpine keeps only the newest build of a version: name<next or name~version holds longer than an exact pin.',
  aliases: ['DL3018'],
  check: (file, context) =>
    unpinnedInstalls(file, context, (command) =>
      command.name === 'apk' ? operandsBehind(command, ['add'], VALUED).filter(({ text }) => !PINNED.test(text)) : [],
    ),
};
