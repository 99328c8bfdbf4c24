import type { Cataloger } from '../../model/reader.ts';

/** Package databases, as their package managers place them below a root. */
const DATABASES = [
  'lib/apk/db/installed',
  'var/lib/dpkg/status',
  'var/lib/rpm/Packages',
  'var/lib/rpm/Packages.db',
  'var/lib/rpm/rpmdb.sqlite',
  'usr/lib/sysimage/rpm/Packages.db',
  'usr/lib/sysimage/rpm/rpmdb.sqlite',
] as const;
const SHOWN = 3;

/** Root file systems inside of the image (a chroot, a container in the container): their packages are not listed, so it is said that they are there. */
export const nestedRoot: Cataloger<string> = {
  id: 'nested-root',
  version: 1,
  selects: [...new Set(DATABASES.map((path) => path.slice(path.lastIndexOf('/') + 1)))].map((basename) => ({
    basename,
    maxBytes: 1,
  })),
  read: ({ path }) => rootOf(path),
  *packages(facts, _state, note) {
    const roots = [...new Set(facts.map(({ fact }) => fact))];
    if (roots.length === 0) return;
    const more = roots.length > SHOWN ? ` and ${roots.length - SHOWN} more` : '';
    note({
      code: 'catalogers/nested-root',
      severity: 'warning',
      message: `A package database lies below ${roots.slice(0, SHOWN).join(', ')}${more}: the packages of a root inside of the image are not listed.`,
    });
  },
};

/** `opt/jail/var/lib/dpkg/status` → `opt/jail`; undefined for the image's own. */
function rootOf(path: string): string | undefined {
  const database = DATABASES.find((one) => path.endsWith(`/${one}`));
  const root = database === undefined ? '' : path.slice(0, -database.length - 1);
  // Apk's own place since version 3, and the image's.
  return root === '' || root === 'usr' ? undefined : root;
}
