import { type Command, hasFlag } from './commands.ts';
import { subcommandOf } from './package-managers.ts';

const UPDATES: Readonly<Record<string, readonly string[]>> = {
  apk: ['update'],
  apt: ['update'],
  'apt-get': ['update'],
  aptitude: ['update'],
  dnf: ['makecache'],
  microdnf: ['makecache'],
  yum: ['makecache'],
  zypper: ['refresh', 'ref'],
};
const CHANGES = new Set([
  ...[
    'add',
    'build-dep',
    'dist-upgrade',
    'dup',
    'full-upgrade',
    'groupinstall',
    'in',
    'install',
    'localinstall',
    'patch',
  ],
  ...['reinstall', 'satisfy', 'source', 'source-install', 'up', 'upgrade'],
]);
const VALUED = ['t', 'o', 'c', 'X', 'repository'];

/** The manager whose index a command uses. */
export function managerOf({ name }: Command): string | undefined {
  if (/^(?:apt|apt-get|aptitude)$/.test(name)) return 'apt';
  return Object.hasOwn(UPDATES, name) ? name : undefined;
}

/** Fetches the index, and nothing else. */
export function isIndexUpdate(command: Command): boolean {
  const subcommand = subcommandOf(command, VALUED);
  return (
    subcommand !== undefined && Object.hasOwn(UPDATES, command.name) && UPDATES[command.name]!.includes(subcommand)
  );
}

/** Installs or upgrades by the index. */
export function isPackageChange(command: Command): boolean {
  return managerOf(command) !== undefined && CHANGES.has(subcommandOf(command, VALUED) ?? '');
}

/** Whether the command needs the index that an earlier one left: apk with `--no-cache` or `-U` fetches its own. */
export function needsIndex(command: Command): boolean {
  return isPackageChange(command) && !hasFlag(command, 'no-cache', 'U', 'update', 'update-cache');
}
