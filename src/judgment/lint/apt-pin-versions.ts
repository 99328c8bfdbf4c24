import type { LintRule } from '../../model/lint.ts';
import { aptPackages } from './parts/package-managers.ts';
import { levelOf, type PinOptions, pinOptions, unpinnedInstalls } from './parts/pins.ts';

/** `curl=8.5.0-2`, `curl/stable`, `./curl.deb`; `curl-` is taken away. */
const PINNED = /=|\/|\.deb$|-$/;

/** Option `advice`: on a stable release of Debian or Ubuntu a pin breaks the build with each security update, so that some want only advice. */
export const aptPinVersions: LintRule<PinOptions> = {
  id: 'apt-pin-versions',
  level: 'warning',
  title: 'apt-get install without versions',
  why: 'Two builds of the same file can hold different packages. Mind that Debian and Ubuntu take old versions off their servers: a pin holds only with a snapshot mirror, or as a pattern (curl=8.5.*); where neither is at hand, pin the base by digest and set `advice`.',
  aliases: ['DL3008'],
  options: pinOptions('apt-pin-versions'),
  *check(file, context) {
    const unpinned = unpinnedInstalls(file, context, (command) =>
      aptPackages(command).filter(({ text }) => !PINNED.test(text)),
    );
    for (const violation of unpinned) yield { ...violation, ...levelOf(context.options) };
  },
};
