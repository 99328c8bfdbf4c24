import type { Diagnostic } from '../model/diagnostic.ts';
import type { Distro } from '../model/distro.ts';
import { isOsPackage, type Package } from '../model/package.ts';
import type { LayerFacts } from './layer-facts.ts';

/** What only a distribution's file system has: where one of these is, somebody installed it. */
const MARKS = [
  'bin/busybox',
  'bin/sh',
  'etc/apk',
  'etc/apt',
  'lib/apk',
  'lib/ld-linux-aarch64.so.1',
  'lib/ld-musl-aarch64.so.1',
  'lib/ld-musl-x86_64.so.1',
  'lib64/ld-linux-x86-64.so.2',
  'usr/bin/apt-get',
  'usr/bin/dnf',
  'usr/bin/dpkg',
  'usr/bin/microdnf',
  'usr/bin/rpm',
  'usr/bin/yum',
  'usr/bin/zypper',
  'usr/lib/sysimage/rpm',
  'var/lib/dpkg',
  'var/lib/rpm',
] as const;

/**
 * Where an image shows that there is more in it than was found: a distribution without its package database, programs and nothing that
 * explains any of them, a distribution that a later layer renamed. A clean report of such an image would say nothing. `distroOf` tells the
 * distribution of a state.
 */
export function* blindSpots(
  { states, tables }: LayerFacts,
  packages: readonly Package[],
  distroOf: (tree: LayerFacts['states'][number]) => Distro | undefined,
): Iterable<Diagnostic> {
  const tree = states.at(-1);
  if (tree === undefined) return;
  const distro = distroOf(tree);
  const mark = MARKS.find((path) => tree.resolve(path) !== undefined);
  const isOs = packages.some(isOsPackage);
  const program = isOs ? undefined : firstProgram({ states, tables });
  if (!isOs && (mark !== undefined || (distro !== undefined && program !== undefined))) {
    const what = distro === undefined ? `has ${mark}` : `is ${distro.prettyName}`;
    yield warning(
      'image/no-package-database',
      `The image ${what}, but no package database was recognized in it: its packages are unknown.`,
    );
  } else if (packages.length === 0 && program !== undefined) {
    yield warning(
      'image/nothing-recognized',
      `The image has programs (${program}), but nothing that tells what they are.`,
    );
  }
  const other =
    isOs && distro !== undefined
      ? states
          .slice(0, -1)
          .map(distroOf)
          .find((below) => isOther(below, distro))
      : undefined;
  if (other !== undefined && distro !== undefined)
    yield warning(
      'image/distro-changed',
      `A layer turned ${other.prettyName} into ${distro.prettyName}: packages of the layers below may be judged as what they are not.`,
    );
}

function warning(code: `image/${string}`, message: string): Diagnostic {
  return { code, severity: 'warning', message };
}

/** Another distribution or another release; point releases come with upgrades. */
function isOther(below: Distro | undefined, distro: Distro): boolean {
  if (below === undefined) return false;
  const release = ({ versionId = '' }: Distro) =>
    versionId
      .split('.')
      .slice(0, distro.id === 'alpine' ? 2 : 1)
      .join('.');
  return below.id !== distro.id || release(below) !== release(distro);
}

/** The first file that is there and may be executed. */
function firstProgram({ states, tables }: Pick<LayerFacts, 'states' | 'tables'>): string | undefined {
  for (const [layer, table] of tables.entries()) {
    for (const row of table.ofKind('file')) {
      const { path, mode, sizeBytes } = table.row(row);
      if ((mode & 0o111) !== 0 && sizeBytes > 0 && states.at(-1)!.shows(path, layer)) return path;
    }
  }
  return undefined;
}
