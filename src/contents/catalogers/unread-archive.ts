import type { Cataloger } from '../../model/reader.ts';

const SUFFIXES = ['.tar', '.tar.bz2', '.tar.gz', '.tar.xz', '.tar.zst', '.tbz2', '.tgz', '.txz'] as const;
const SHOWN = 3;
/** Parts of packages that are listed themselves: their data, and apk's own scripts. */
const LISTED = /(?:^|\/)(?:dist-packages|gems|node_modules|site-packages)\/|^(?:usr\/)?lib\/apk\/db\/scripts\.tar/;

/** Tar archives that lie in an image as files: software in them is not found, so it is said that they were not looked into. */
export const unreadArchive: Cataloger<true> = {
  id: 'unread-archive',
  version: 1,
  selects: SUFFIXES.map((suffix) => ({ suffix, maxBytes: 1 })),
  read: ({ path }) => (LISTED.test(path) ? undefined : true),
  *packages(facts, _state, note) {
    if (facts.length === 0) return;
    const paths = facts.map(({ path }) => path).slice(0, SHOWN);
    const more = facts.length > SHOWN ? ` and ${facts.length - SHOWN} more` : '';
    note({
      code: 'catalogers/archive-not-read',
      severity: 'warning',
      message: `Archives are not looked into, and what is in them is unknown: ${paths.join(', ')}${more}.`,
    });
  },
};
