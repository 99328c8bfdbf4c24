import { keyOf, type OptionName, optionOf } from '../../app/config/options.ts';
import type { Command, Operand } from './command.ts';

/** Long lines are hard to read, however wide the terminal is. */
const WIDEST = 100;

/** What the program does, and each command in one line. */
export function programHelp(commands: readonly Command[], width: number): string {
  const rows = commands.map((command) => [wordsOf(command).join(' '), command.summary] as const);
  return [
    'Says what is in a container image, what is wrong with it, and what to do.',
    '',
    'plimsoll COMMAND [OPTIONS] IMAGE',
    '',
    'COMMANDS',
    ...table(rows, width),
    '',
    'IMAGE is a name as in nginx:1.29 or registry.example.com/team/app@sha256:…, the path of an archive,',
    'of an OCI layout (oci-dir:DIR:REF) or of a directory; - is an archive on standard input.',
    '',
    'More: plimsoll COMMAND --help',
    '',
  ].join('\n');
}

/** How one command is used: operands, options, examples, exit codes. */
export function commandHelp(command: Command, width: number): string {
  const columns = Math.min(width, WIDEST);
  const options = command.options.map((name) => [flagsOf(name), describe(name)] as const);
  const examples = command.examples.flatMap(({ line, what }) => [`  ${line}`, `      ${what}`]);
  return [
    `${command.summary}.`,
    '',
    usageOf(command),
    ...(command.details ?? []).flatMap((paragraph) => ['', ...wrapWords(paragraph, columns)]),
    ...(options.length === 0 ? [] : ['', 'OPTIONS', ...table(options, columns)]),
    '',
    'EXAMPLES',
    ...examples,
    '',
    'EXIT CODES',
    ...table(exitCodesOf(command), columns),
    '',
  ].join('\n');
}

export function wordsOf({ id }: Pick<Command, 'id'>): string[] {
  return id.split('-');
}

export function usageOf(command: Command): string {
  const options = command.options.length === 0 ? [] : ['[OPTIONS]'];
  return ['plimsoll', ...wordsOf(command), ...options, ...command.operands.map(operandText)].join(' ');
}

function operandText({ name, count }: Operand): string {
  if (count === 'optional') return `[${name}]`;
  return count === 'any' ? `[${name}…]` : name;
}

/** `-o, --output FILE`. */
export function flagsOf(name: OptionName): string {
  const { short, placeholder, bare } = optionOf(name);
  const value = placeholder === undefined ? '' : bare === undefined ? ` ${placeholder}` : `[=${placeholder}]`;
  const long = `--${keyOf(name)}${value}`;
  return short === undefined ? `    ${long}` : `-${short}, ${long}`;
}

/** The summary with the values there are and what holds by itself. */
export function describe(name: OptionName): string {
  const { summary, values, fallback } = optionOf(name);
  const more = [
    ...(values === undefined ? [] : [values.join(', ')]),
    ...(fallback === undefined ? [] : [`default: ${fallback}`]),
  ];
  return more.length === 0 ? summary : `${summary} (${more.join('; ')})`;
}

export function exitCodesOf({ exits }: Command): (readonly [string, string])[] {
  return [
    ['0', exits?.done ?? 'done'],
    ['1', 'it could not be done; one line on standard error says why'],
    ...(exits?.no === undefined ? [] : [['2', exits.no] as const]),
    ['130', 'interrupted'],
  ];
}

function table(rows: readonly (readonly [string, string])[], width: number): string[] {
  const first = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.flatMap(([left, right]) =>
    wrapWords(right, Math.max(30, Math.min(width, WIDEST) - first - 2)).map(
      (line, at) => `  ${(at === 0 ? left : '').padEnd(first)}${line}`,
    ),
  );
}

function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
