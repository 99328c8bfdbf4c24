import type { Dockerfile, Edit, RunInstruction, Span } from '../../../model/dockerfile.ts';
import type { LintContext, Violation } from '../../../model/lint.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../../../model/shell.ts';
import { eachRun } from './each-instruction.ts';
import { instructionAt } from './instruction-at.ts';
import type { Argument } from './programs.ts';

/**
 * A command by the name that stands there. Unlike a `Program` it is not looked for behind `sudo`, `env` or a directory: rules that agree with
 * hadolint's see commands as hadolint does, and it reports `sudo` itself.
 */
export interface Command {
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
  /** Letters of `-abc`, names of `--name=value`, each with the index of its argument. */
  readonly flags: readonly CommandFlag[];
  readonly span: Span;
  /** Absent for the exec form. */
  readonly shell?: ShellCommand;
}

export interface CommandFlag {
  readonly name: string;
  readonly at: number;
}

type ShellContext = Pick<LintContext<unknown>, 'shell'>;

const ofScripts = new WeakMap<ShellScript, readonly Command[]>();
const byPlace = new WeakMap<readonly Command[], ReadonlyMap<number, Command>>();

/** The commands of a RUN in the order of the text; nothing when its shell cannot be read. */
export function commandsOf(run: RunInstruction, context: ShellContext): readonly Command[] {
  if (run.command.form === 'exec') {
    const [name, ...args] = run.command.words.map(({ value, span }) => ({ text: value, isLiteral: true, span }));
    return name === undefined ? [] : [commandFrom(name, args, run.command.span)];
  }
  const script = context.shell(run);
  if (script === undefined) return [];
  const known = ofScripts.get(script);
  if (known !== undefined) return known;
  const commands = script.commands.flatMap((shell) => fromShell(shell) ?? []);
  ofScripts.set(script, commands);
  return commands;
}

/** Every command of every RUN, also behind ONBUILD. */
export function* eachCommand(
  file: Dockerfile,
  context: ShellContext,
): Iterable<{ readonly run: RunInstruction; readonly command: Command }> {
  for (const run of eachRun(file)) for (const command of commandsOf(run, context)) yield { run, command };
}

/** The command whose name begins where a violation does. */
export function commandAt(
  file: Dockerfile,
  context: ShellContext,
  { span: { start } }: Pick<Violation, 'span'>,
): { readonly run: RunInstruction; readonly command: Command } | undefined {
  const found = instructionAt(file, start);
  const run = found?.keyword === 'ONBUILD' ? found.trigger : found;
  if (run?.keyword !== 'RUN') return undefined;
  const commands = commandsOf(run, context);
  const places = byPlace.get(commands) ?? new Map(commands.map((one) => [one.nameSpan.start, one]));
  byPlace.set(commands, places);
  const command = places.get(start);
  return command && { run, command };
}

export function hasFlag({ flags }: Command, ...names: readonly string[]): boolean {
  return flags.some(({ name }) => names.includes(name));
}

export function hasArgument({ args }: Command, ...texts: readonly string[]): boolean {
  return args.some(({ text }) => texts.includes(text));
}

/** What is neither an option nor the value of one of `valued`. Letters take the next word as value, `--name=value` brings its own. */
export function operandsOf({ args, flags }: Command, valued: readonly string[] = []): readonly Argument[] {
  const left = new Set(flags.map(({ at }) => at));
  for (const { name, at } of flags) {
    if (!valued.includes(name) || args[at]!.text.startsWith(`--${name}=`)) continue;
    if (!args[at]!.text.startsWith('--') && !args[at]!.text.endsWith(name)) continue;
    left.add(at + 1);
  }
  return args.filter((_, at) => !left.has(at));
}

/** From the name to the end of that argument: what a caret points at. */
export function headSpan({ nameSpan, args }: Command, ...texts: readonly string[]): Span {
  const last = args.find(({ text }) => texts.includes(text));
  return { start: nameSpan.start, end: Math.max(nameSpan.end, last?.span.end ?? 0) };
}

/** Puts words behind the first of these arguments: in the exec form as strings of their own. */
export function insertBehind(command: Command, texts: readonly string[], words: string): readonly Edit[] {
  const behind = command.args.find(({ text }) => texts.includes(text));
  if (behind === undefined) return [];
  const { end } = behind.span;
  const text =
    command.shell === undefined
      ? words
          .split(' ')
          .map((word) => `, "${word}"`)
          .join('')
      : ` ${words}`;
  return [{ span: { start: end, end }, text }];
}

/** Words in front of the program that the shell itself takes; none of them is another program. */
const PREFIXES = new Set(['builtin', 'busybox', 'command', 'coproc', 'exec', 'time']);

function fromShell(shell: ShellCommand): Command | undefined {
  if (shell.name === undefined) return undefined;
  let name = argumentOf(shell.name);
  let args = shell.args.map(argumentOf);
  while (PREFIXES.has(name.text)) {
    let at = 0;
    while (at < args.length && args[at]!.text.startsWith('-')) {
      if (name.text === 'command' && /[vV]/.test(args[at]!.text))
        return { ...commandFrom(name, args, shell.span), shell };
      at += name.text === 'exec' && args[at]!.text === '-a' ? 2 : 1;
    }
    const next = args[at];
    if (next === undefined) break;
    name = next;
    args = args.slice(at + 1);
  }
  return { ...commandFrom(name, args, shell.span), shell };
}

function commandFrom(name: Argument, args: readonly Argument[], span: Span): Command {
  return { name: name.text, nameSpan: name.span, args, flags: args.flatMap(flagsOf), span };
}

function flagsOf({ text }: Argument, at: number): CommandFlag[] {
  if (text.startsWith('--')) return [{ name: text.slice(2).replace(/=.*$/s, ''), at }];
  if (!text.startsWith('-')) return [];
  return [...text.slice(1)].map((name) => ({ name, at }));
}

/** Variables stay as written, what a command prints is `$(…)`. */
function argumentOf(word: ShellWord): Argument {
  const { raw, value, span, expansions } = word;
  if (value !== undefined) return { text: value, isLiteral: true, span };
  let text = '';
  let from = 0;
  // A word over several lines is shorter than its place in the file: where its parts stand is not known then.
  const isOnePiece = raw.length === span.end - span.start;
  for (const expansion of isOnePiece ? expansions : []) {
    const start = expansion.span.start - span.start;
    if (start < from) continue;
    text += withoutQuotes(raw.slice(from, start));
    from = expansion.span.end - span.start;
    text += expansion.kind === 'variable' ? raw.slice(start, from) : '$(…)';
  }
  return { text: text + withoutQuotes(raw.slice(from)), isLiteral: false, span };
}

function withoutQuotes(text: string): string {
  return text.replace(/\\(.)|["']/gs, '$1');
}
