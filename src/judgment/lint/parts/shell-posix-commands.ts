import type { ShellScan } from './shell-scans.ts';
import type { Range, SimpleCommand } from './shell-tree.ts';
import { literalOf } from './shell-walk.ts';
import { namedCommand } from './shell-words.ts';

/** A thing that not every `sh` has, and its code in ShellCheck. */
export interface NotPosix {
  readonly code: string;
  readonly place: Range;
  readonly what: string;
}

const MISSING = new Set(
  'caller compgen complete compopt declare dirs disown enable mapfile readarray popd pushd shopt suspend typeset'.split(
    ' ',
  ),
);
/** Options of built-in commands that POSIX knows; dash has more. */
const OPTIONS: Readonly<Record<string, string>> = {
  cd: 'LP',
  export: 'p',
  hash: 'r',
  jobs: 'lp',
  printf: '',
  read: 'r',
  readonly: 'p',
  trap: '',
  type: '',
  ulimit: 'f',
  umask: 'S',
  unset: 'fv',
  wait: '',
};
const DASH_OPTIONS: Readonly<Record<string, string>> = { ...OPTIONS, hash: 'rv', read: 'rp', ulimit: 'HSacdflmnpstv' };
const SET_NAMES = new Set(
  'allexport errexit ignoreeof monitor noclobber noexec noglob nolog notify nounset verbose vi xtrace'.split(' '),
);
const SET_LETTERS = 'abCefhmnouvx';

export function* commandsBeyondPosix(scan: ShellScan, command: SimpleCommand): Iterable<NotPosix> {
  const named = namedCommand(command);
  if (named === undefined) return;
  const { name, nameWord, args } = named;
  const isDash = scan.dialect === 'dash';
  const [first] = args;
  if (MISSING.has(name)) yield { code: 'SC3044', place: command, what: name };
  else if (name === 'let') yield { code: 'SC3039', place: command, what: 'let' };
  else if (name === 'local') {
    if (!isDash) yield { code: 'SC3043', place: command, what: 'local' };
  } else if (name === '.' && args.length > 1) yield { code: 'SC2240', place: args[1]!, what: 'arguments of .' };
  else if (name === 'source') yield { code: 'SC3046', place: nameWord, what: 'source in place of .' };
  else if (name === 'echo') {
    const flag = first && literalOf(first);
    const isFlag = flag !== undefined && /^-[neE]+$/.test(flag);
    if (isFlag && !isDash) yield { code: 'SC3037', place: first!, what: `echo ${flag}` };
    if (isFlag && isDash && flag !== '-n') yield { code: 'SC3036', place: first!, what: `echo ${flag}` };
  } else if (name === 'set') yield* optionsOfSet(args);
  else if (name === 'trap') yield* signals(args, isDash);
  else if (name === 'printf' && first && /%q/.test(literalOf(first) ?? ''))
    yield { code: 'SC3050', place: first, what: 'printf %q' };
  else if (name === 'coproc') yield { code: 'SC3032', place: command, what: 'coproc' };
  if (name === 'read' && args.every(({ raw }) => raw.startsWith('-')))
    yield { code: 'SC3061', place: command, what: 'read without a variable' };
  if (command.words[0]?.raw === 'exec' && command.words[1]?.raw.startsWith('-'))
    yield { code: 'SC3038', place: command.words[1], what: `exec ${command.words[1].raw}` };
  const known = Object.hasOwn(OPTIONS, name) ? (isDash ? DASH_OPTIONS : OPTIONS)[name] : undefined;
  const isSigned = name === 'trap' || name === 'printf' || name === 'wait' || name === 'jobs';
  for (const word of known === undefined ? [] : args) {
    const letters = /^-([A-Za-z]+)$/.exec(literalOf(word) ?? '')?.[1];
    if (letters === undefined) break;
    const odd = [...letters].find((letter) => !known!.includes(letter));
    if (odd === undefined) continue;
    yield { code: 'SC3045', place: word, what: `${name} -${odd}` };
    if (isSigned) break;
  }
}

function* optionsOfSet(args: SimpleCommand['words']): Iterable<NotPosix> {
  for (let at = 0; at < args.length; at++) {
    const text = literalOf(args[at]!);
    if (text === undefined || !/^[-+][A-Za-z]/.test(text)) return;
    const odd = [...text.slice(1)].find((letter) => !SET_LETTERS.includes(letter));
    if (odd !== undefined) yield { code: 'SC3041', place: args[at]!, what: `set -${odd}` };
    if (!text.includes('o')) continue;
    at += 1;
    const name = args[at] && literalOf(args[at]!);
    if (name !== undefined && !SET_NAMES.has(name)) yield { code: 'SC3040', place: args[at]!, what: `set -o ${name}` };
  }
}

function* signals(args: SimpleCommand['words'], isDash: boolean): Iterable<NotPosix> {
  for (const word of args.slice(1)) {
    const text = literalOf(word) ?? '';
    const upper = text.toUpperCase();
    if (['ERR', 'DEBUG', 'RETURN'].includes(upper)) yield { code: 'SC3047', place: word, what: `trapping ${text}` };
    else if (upper.startsWith('SIG')) yield { code: 'SC3048', place: word, what: 'the prefix SIG of signals' };
    else if (!isDash && text !== upper && /^[a-z]+$/.test(text))
      yield { code: 'SC3049', place: word, what: 'a signal in lower case' };
  }
}
