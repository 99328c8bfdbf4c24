import type { CommandLine, Instruction, Span, Word } from '../../../model/dockerfile.ts';
import type { LintContext } from '../../../model/lint.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../../../model/shell.ts';

/** A program that an instruction starts, whoever starts it: `sudo -E env A=b /usr/bin/curl -k x` is `curl` with `-k x`. */
export interface Program {
  /** Without directories. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Argument[];
  /** With what stands in front of the name. */
  readonly span: Span;
  /** Absent for the exec form. */
  readonly command?: ShellCommand;
}

export interface Argument {
  /** Without quotes; variables as written. */
  readonly text: string;
  /** Whether the shell expands nothing in it. */
  readonly isLiteral: boolean;
  readonly span: Span;
}

/** Programs that start the program that their arguments name: options that take a value, and how many words come before the name. */
const STARTERS: Readonly<Record<string, { readonly valued?: string; readonly operands?: number }>> = {
  builtin: {},
  chroot: { operands: 1 },
  command: {},
  'dumb-init': {},
  eatmydata: {},
  env: { valued: 'uCS' },
  exec: { valued: 'a' },
  gosu: { operands: 1 },
  ionice: { valued: 'cnp' },
  nice: { valued: 'n' },
  nohup: {},
  setarch: { operands: 1 },
  'su-exec': { operands: 1 },
  sudo: { valued: 'ughpCrtUDRT' },
  time: {},
  timeout: { valued: 'sk', operands: 1 },
  tini: {},
  xargs: { valued: 'nIPLdEsa' },
};
const DEEPEST_START = 8;

const ofScripts = new WeakMap<ShellScript, readonly Program[]>();

/** What an instruction starts, in the order of the text; nothing when its shell cannot be read. */
export function programsOf(instruction: Instruction, context: Pick<LintContext<unknown>, 'shell'>): readonly Program[] {
  const line = commandLineOf(instruction);
  if (line?.form === 'exec') {
    const [name, ...args] = line.words.map(argumentOfWord);
    const program = name && started(name, args, line.span);
    return program === undefined ? [] : [program];
  }
  const script = context.shell(instruction);
  if (script === undefined) return [];
  const known = ofScripts.get(script);
  if (known !== undefined) return known;
  const programs = script.commands.flatMap((command) => programOf(command) ?? []);
  ofScripts.set(script, programs);
  return programs;
}

/** The program of one command of a shell. */
export function programOf(command: ShellCommand): Program | undefined {
  if (command.name === undefined) return undefined;
  const program = started(argumentOf(command.name), command.args.map(argumentOf), command.span);
  return program && { ...program, command };
}

/** The first word behind the name that is no option: `install` of `apt-get -y install`. */
export function subcommandOf({ args }: Program): string | undefined {
  return args.find(({ text }) => !text.startsWith('-'))?.text;
}

export function argumentOf(word: ShellWord): Argument {
  const text = word.value ?? word.raw.replace(/^(["'])(.*)\1$/s, '$2');
  return { text, isLiteral: word.value !== undefined, span: word.span };
}

function argumentOfWord({ value, span }: Word): Argument {
  return { text: value, isLiteral: true, span };
}

function commandLineOf(instruction: Instruction): CommandLine | undefined {
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
      return instruction.command;
    default:
      return undefined;
  }
}

function started(name: Argument, args: readonly Argument[], span: Span): Program | undefined {
  let own = name;
  let rest = args;
  for (let depth = 0; depth < DEEPEST_START; depth++) {
    const base = own.text.slice(own.text.lastIndexOf('/') + 1);
    const starter = Object.hasOwn(STARTERS, base) ? STARTERS[base] : undefined;
    const at = starter && nameAt(rest, starter);
    if (at === undefined || rest[at] === undefined) return { name: base, nameSpan: own.span, args: rest, span };
    own = rest[at];
    rest = rest.slice(at + 1);
  }
  return undefined;
}

function nameAt(
  args: readonly Argument[],
  { valued = '', operands = 0 }: { readonly valued?: string; readonly operands?: number },
): number {
  let at = 0;
  let left = operands;
  for (; at < args.length; at++) {
    const { text } = args[at]!;
    if (text === '--') continue;
    if (/^-[A-Za-z]$/.test(text) && valued.includes(text[1]!)) at += 1;
    else if (text.startsWith('-') || /^[A-Za-z_]\w*=/.test(text)) continue;
    else if (left === 0) return at;
    else left -= 1;
  }
  return at;
}
