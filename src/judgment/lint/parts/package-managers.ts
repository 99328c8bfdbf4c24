import { type Command, hasArgument, hasFlag, operandsOf } from './commands.ts';
import type { Argument } from './programs.ts';

/** What the words behind a subcommand are. */
export function operandsBehind(
  command: Command,
  subcommands: readonly string[],
  valued: readonly string[],
): readonly Argument[] {
  const operands = operandsOf(command, valued);
  const at = operands.findIndex(({ text }) => subcommands.includes(text));
  return at < 0 ? [] : operands.slice(at + 1);
}

/** The first word that is no option. */
export function subcommandOf(command: Command, valued: readonly string[] = []): string | undefined {
  return operandsOf(command, valued)[0]?.text;
}

const APT_VALUED = [
  ...['t', 'target-release', 'default-release', 'c', 'config-file', 'o', 'option', 'a', 'host-architecture'],
  ...['P', 'build-profiles', 'solver'],
];

export function isAptInstall({ name, args }: Command): boolean {
  return name === 'apt-get' && args.some(({ text }) => text === 'install');
}

export function aptPackages(command: Command): readonly Argument[] {
  return isAptInstall(command) ? operandsBehind(command, ['install'], APT_VALUED) : [];
}

export function isAptUpdate(command: Command): boolean {
  return (command.name === 'apt-get' || command.name === 'apt') && hasArgument(command, 'update');
}

/** Whether apt asks no questions: `-qq` means `-y`. */
export function isAptSaidYes(command: Command): boolean {
  const quiet = command.flags.filter(({ name }) => name === 'q' || name === 'quiet').length;
  return hasFlag(command, 'y', 'yes', 'assume-yes') || quiet >= 2 || hasArgument(command, '-q=2', '--quiet=2');
}

export const RPM_VALUED = [
  ...['c', 'config', 'd', 'debuglevel', 'x', 'exclude', 'excludepkgs', 'installroot', 'releasever', 'enablerepo'],
  ...['disablerepo', 'repo', 'repoid', 'setopt', 'e', 'errorlevel', 'R', 'randomwait', 'advisory', 'forcearch'],
];

export function isRpmInstall({ name, args }: Command, names: readonly string[]): boolean {
  return names.includes(name) && args.some(({ text }) => text === 'install');
}

/** Packages of yum and dnf whose name says no version: `nginx-1.24`, `nodejs:18` of a module, a file and an address do. */
export function unpinnedRpms(command: Command, names: readonly string[]): readonly Argument[] {
  if (!isRpmInstall(command, names)) return [];
  const first = subcommandOf(command, RPM_VALUED);
  if (first === 'group' || first === 'groups') return [];
  const isModule = hasArgument(command, 'module');
  return operandsBehind(command, ['install'], RPM_VALUED).filter(
    ({ text }) => !(isModule ? /:/ : /-[\d$~]|\.rpm$|^\$[^/]*\.rpm/).test(text),
  );
}

/** Whether yum or dnf waits for an answer. */
export function asksRpmQuestions(command: Command, names: readonly string[]): boolean {
  const installs = names.includes(command.name) && hasArgument(command, 'install', 'groupinstall', 'localinstall');
  return installs && !hasFlag(command, 'y', 'assumeyes');
}
