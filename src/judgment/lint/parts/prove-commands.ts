import type { ScriptCommand } from './build-graph-script.ts';

/** What a rule may do to a command. */
export interface CommandAllowance {
  /** Puts a word behind one of `behind` of a command whose program it is; behind the program itself when there is none. */
  readonly inserts?: readonly {
    readonly program: RegExp;
    readonly behind?: readonly string[];
    readonly word: string;
  }[];
  /** Calls another program, or the same by another name: words in place of one. */
  readonly renames?: readonly { readonly from: string; readonly to: readonly string[] }[];
  /** Writes an argument in another way. */
  readonly isRewritten?: (before: string, after: string) => boolean;
  /** Puts a space in place of a character that only looks like one. */
  readonly spaces?: string;
  /** Puts packages in order. */
  readonly isSorting?: boolean;
}

/** Words that stand in front of a program and are not part of its command. */
const IN_FRONT =
  /^(?:if|then|elif|else|while|until|do|!|\{|time|command|exec|builtin|busybox|coproc|-p|[A-Za-z_]\w*=.*)$/s;

/** Whether a command is what it was but for what some rules may do to it. */
export function isAllowedChange(
  before: ScriptCommand,
  after: ScriptCommand,
  allowances: readonly CommandAllowance[],
): boolean {
  if (before.join !== after.join || before.depth !== after.depth) return false;
  const start = after.words.findIndex((word) => !IN_FRONT.test(word));
  if (start < 0) return false;
  const was = allowances.reduce(spacesIn, before.words);
  if (was.slice(0, start).some((word, at) => word !== after.words[at])) return false;
  const is = after.words.slice(start);
  const renamed = withName(was.slice(start), is, allowances);
  if (isSameWith(renamed, is, allowances)) return true;
  return allowances.some(({ isSorting }) => isSorting) && isSameWith(inOrder(renamed), inOrder(is), allowances);
}

/** Goes through both at once: each word is the same, or another way to write it, or one that may come in. */
function isSameWith(
  before: readonly string[],
  after: readonly string[],
  allowances: readonly CommandAllowance[],
): boolean {
  let next = 0;
  for (const [at, word] of after.entries()) {
    const was = before[next];
    if (was === word) next += 1;
    else if (was !== undefined && at > 0 && allowances.some((one) => one.isRewritten?.(was, word) === true)) next += 1;
    else if (!mayInsert(after, at, allowances)) return false;
  }
  return next === before.length;
}

/** The command under the name that it has now, where that is one of its names. */
function withName(
  [name = '', ...args]: readonly string[],
  after: readonly string[],
  allowances: readonly CommandAllowance[],
): readonly string[] {
  const renames = allowances.flatMap((one) => one.renames ?? []);
  const rename = renames.find(
    ({ from, to }) => from === withoutQuotes(name) && to.every((word, at) => withoutQuotes(after[at] ?? '') === word),
  );
  return rename === undefined ? [name, ...args] : [...after.slice(0, rename.to.length), ...args];
}

function spacesIn(words: readonly string[], { spaces }: CommandAllowance): readonly string[] {
  return spaces === undefined ? words : words.flatMap((word) => word.split(spaces)).filter((word) => word !== '');
}

function mayInsert(words: readonly string[], at: number, allowances: readonly CommandAllowance[]): boolean {
  const head = words.slice(0, Math.min(at, 8)).map(withoutQuotes);
  return allowances.some(({ inserts = [] }) =>
    inserts.some(({ program, behind, word }) => {
      if (words[at] !== word || at === 0 || !isProgram(head, program)) return false;
      // Several rules may each put a word at one place.
      return behind === undefined ? at === 1 : words.slice(0, at).some((one) => behind.includes(withoutQuotes(one)));
    }),
  );
}

/** `pip`, `/usr/bin/pip3`, `python3 -m pip`. */
function isProgram([first = '', ...rest]: readonly string[], program: RegExp): boolean {
  if (program.test(first)) return true;
  const module = rest.indexOf('-m');
  return /^(?:.*\/)?python[\d.]*$/.test(first) && module >= 0 && program.test(rest[module + 1] ?? '');
}

/** Packages behind the verb and the last option, sorted: their order means nothing to a package manager. */
function inOrder(words: readonly string[]): readonly string[] {
  const isOption = (word: string) => word.startsWith('-');
  const verb = words.findIndex((word, at) => at > 0 && !isOption(word));
  const from = Math.max(words.findLastIndex(isOption), verb) + 1;
  return [...words.slice(0, from), ...words.slice(from).sort()];
}

export function withoutQuotes(word: string): string {
  return word.replace(/\\(.)|["']/gs, '$1');
}

/** Whether a command at the end of a list runs only when everything before it went well, and then decides about nothing else. */
export function isSafeEnd(script: readonly ScriptCommand[], at: number): boolean {
  const { join, depth } = script[at]!;
  if (at !== script.length - 1 || depth !== 0) return false;
  const top = script.slice(0, at).filter((one) => one.depth === 0);
  if (top.some((one) => /(?:^|[^&])&(?:$|[^&])/.test(one.join.replace('|&', '|')))) return false;
  if (join === '&&') {
    const lastList = top.findLastIndex((one) => /[;\n]/.test(one.join));
    return !top.slice(Math.max(lastList, 0)).some((one) => one.join.includes('||'));
  }
  if (join !== ';' && join !== '\n') return false;
  const [first] = script;
  const endsOnError =
    first?.words[0] === 'set' && first.words.some((word) => /^-[a-z]*e/.test(word) || word === 'errexit');
  return endsOnError && !top.some((one) => one.join.includes('||'));
}
