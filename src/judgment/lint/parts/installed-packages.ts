import { parseOptions } from './options.ts';
import type { Argument, Program } from './programs.ts';

/** How a package manager of an operating system is told what to do. */
interface Manager {
  readonly install: RegExp;
  readonly remove: RegExp;
  readonly short?: string;
  readonly long?: readonly string[];
}

const APT: Manager = {
  install: /^(?:install|build-dep)$/,
  remove: /^(?:purge|remove|autoremove|autopurge)$/,
  short: 'tcoaP',
  long: ['target-release', 'default-release', 'config-file', 'option', 'host-architecture', 'build-profiles'],
};
const DNF: Manager = {
  install: /^(?:install|groupinstall|localinstall|reinstall|module|group)$/,
  remove: /^(?:remove|erase|autoremove|groupremove|history)$/,
  short: 'cdxeR',
  long: [
    'enablerepo',
    'disablerepo',
    'repo',
    'repoid',
    'setopt',
    'exclude',
    'installroot',
    'releasever',
    'config',
    'forcearch',
  ],
};
const MANAGERS: Readonly<Record<string, Manager>> = {
  apk: {
    install: /^add$/,
    remove: /^del$/,
    short: 'tXp',
    long: ['virtual', 'repository', 'root', 'repositories-file', 'arch', 'cache-dir', 'keys-dir'],
  },
  apt: APT,
  'apt-get': APT,
  aptitude: APT,
  dnf: DNF,
  microdnf: DNF,
  tdnf: DNF,
  yum: DNF,
  zypper: {
    install: /^(?:install|in)$/,
    remove: /^(?:remove|rm)$/,
    short: 'trp',
    long: ['type', 'repo', 'root', 'from'],
  },
};

const UNTOLD: readonly Argument[] = [{ text: '*', isLiteral: false, span: { start: 0, end: 0 } }];

/** What one call of a package manager brings or takes. */
export interface PackageChange {
  readonly kind: 'install' | 'remove';
  /** As written, versions included. */
  readonly packages: readonly Argument[];
  /** Name of the group that apk gives them. */
  readonly group?: string;
}

/** Reads a call of apt, apk, dnf, yum or zypper; undefined for anything else. */
export function packageChangeOf({ name, args }: Program): PackageChange | undefined {
  // Followed by an automatic removal, this takes away whatever nothing needs: only a run of it tells what that is.
  if (name === 'apt-mark' && args[0]?.text === 'auto') return { kind: 'remove', packages: UNTOLD };
  const manager = Object.hasOwn(MANAGERS, name) ? MANAGERS[name] : undefined;
  if (manager === undefined) return undefined;
  const { options, operands } = parseOptions(args, { short: manager.short ?? '', long: manager.long ?? [] });
  const [verb, ...packages] = operands;
  if (verb === undefined) return undefined;
  if (manager.remove.test(verb.text)) return { kind: 'remove', packages };
  if (!manager.install.test(verb.text)) return undefined;
  const group = name === 'apk' ? options.find((one) => one.name === 't' || one.name === 'virtual')?.value : undefined;
  return { kind: 'install', packages, ...(group !== undefined && { group }) };
}

/** Packages that a sequence of programs leaves installed: what a later one of them takes away again is not there. */
export function* packagesLeftBy(programs: readonly Program[]): Iterable<Argument> {
  const changes = programs.map(packageChangeOf);
  const removed = new Set<string>();
  let isUnsure = false;
  const left: Argument[] = [];
  for (const change of changes.reverse()) {
    if (change === undefined) continue;
    if (change.kind === 'remove') {
      for (const { text } of change.packages) removed.add(nameOf(text));
      // `apt-get purge $buildDeps`: nobody can say here which these are.
      isUnsure ||= change.packages.some(({ isLiteral }) => !isLiteral);
    } else if (!isUnsure && !(change.group !== undefined && removed.has(nameOf(change.group)))) {
      left.push(...change.packages.filter(({ text, isLiteral }) => isLiteral && !removed.has(nameOf(text))).reverse());
    }
  }
  yield* left.reverse();
}

/** `gcc` of `gcc=4:12.2.0-3`, `gcc:arm64`, `gcc-12.2.0`, `gcc~12`, `gcc@edge`. */
export function nameOf(text: string): string {
  return text
    .replace(/^\.(?=\w)/, '.')
    .replace(/(?<=\w)(?:[=<>~:@].*|-\d[\w.~+:^-]{0,100}\.\w.*)$/s, '')
    .toLowerCase();
}
