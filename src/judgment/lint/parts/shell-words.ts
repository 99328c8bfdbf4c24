import type { ShellTreeWord, SimpleCommand, TestCommand } from './shell-tree.ts';
import { literalOf } from './shell-walk.ts';

/** Words that run the command behind them. */
const PREFIXES = new Set(['builtin', 'busybox', 'command', 'exec']);

/** Name and arguments of a command, without directories and the words of the shell before it; undefined when the name is not told. */
export interface NamedCommand {
  readonly name: string;
  readonly nameWord: ShellTreeWord;
  readonly args: readonly ShellTreeWord[];
}

const named = new WeakMap<SimpleCommand, NamedCommand>();

export function namedCommand(command: SimpleCommand): NamedCommand | undefined {
  const known = named.get(command);
  if (known !== undefined) return known;
  const { words } = command;
  let at = 0;
  while (at + 1 < words.length && PREFIXES.has(literalOf(words[at]!) ?? '') && !words[at + 1]!.raw.startsWith('-'))
    at += 1;
  const nameWord = words[at];
  const text = nameWord && literalOf(nameWord);
  if (text === undefined || nameWord === undefined) return undefined;
  const found = { name: text.slice(text.lastIndexOf('/') + 1), nameWord, args: words.slice(at + 1) };
  named.set(command, found);
  return found;
}

/** Letters and long names of the options up to `--`: `-abc` are three. */
export function optionsOf(args: readonly ShellTreeWord[]): ReadonlySet<string> {
  const options = new Set<string>();
  for (const word of args) {
    const text = literalOf(word) ?? word.raw;
    if (text === '--') break;
    if (text.startsWith('--')) options.add(text.slice(2).replace(/=.*$/s, ''));
    else if (text.startsWith('-')) for (const letter of text.slice(1)) options.add(letter);
  }
  return options;
}

/** What is no option. */
export function operandsOf(args: readonly ShellTreeWord[]): readonly ShellTreeWord[] {
  return args.filter(({ raw }) => !raw.startsWith('-'));
}

/** The words of `[ … ]`, `[[ … ]]` and `test …`, and whether the shell splits them. */
export function testWords(command: SimpleCommand | TestCommand): readonly ShellTreeWord[] | undefined {
  if (command.kind === 'test') return command.words;
  return command.words[0]?.raw === 'test' ? command.words.slice(1) : undefined;
}
