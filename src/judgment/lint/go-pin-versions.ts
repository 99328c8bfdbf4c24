import type { LintRule } from '../../model/lint.ts';
import type { Command } from './parts/commands.ts';
import { unpinnedInstalls } from './parts/pins.ts';
import type { Argument } from './parts/programs.ts';

/** Options of go that take the next word. Source: go help build. */
const VALUED =
  /^--?(?:asmflags|buildmode|C|compiler|covermode|coverpkg|exec|gccgoflags|gcflags|installsuffix|ldflags|mod|modfile|o|overlay|p|pgo|pkgdir|tags|toolexec)$/;

export const goPinVersions: LintRule = {
  id: 'go-pin-versions',
  level: 'warning',
  title: 'go install without a version',
  why: 'A program that is installed as @latest differs from build to build, and nothing says which one the image holds. Say path@version; packages of the own module are named by ./path.',
  aliases: ['DL3062'],
  check: (file, context) =>
    unpinnedInstalls(file, context, (command) => packagesOf(command).filter((one) => !isPinned(one))),
};

function packagesOf({ name, args }: Command): readonly Argument[] {
  if (name !== 'go') return [];
  const words = args.filter(({ text }, at) => !text.startsWith('-') && !VALUED.test(args[at - 1]?.text ?? ''));
  const [first, ...packages] = words;
  if (first?.text === 'run') return packages.slice(0, 1);
  return first?.text === 'install' || first?.text === 'get' ? packages : [];
}

/** A version, a path, a file, or what comes with Go. */
function isPinned({ text }: Argument): boolean {
  if (/^\.{0,2}\/|^\.{1,2}$|\.go$|^(?:all|std|cmd(?:\/.*)?)$/.test(text)) return true;
  return text.includes('@') && !/@(?:latest|none)$/.test(text);
}
