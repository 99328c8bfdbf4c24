import type { ShellScan } from './shell-scans.ts';
import type { Range, SimpleCommand, VariablePart } from './shell-tree.ts';
import { literalOf } from './shell-walk.ts';

export interface NamedPlace extends Range {
  readonly name: string;
}

export interface UsedVariable extends NamedPlace {
  readonly modifier: string;
  /** Absent where it stands in text that a shell reads later. */
  readonly part?: VariablePart;
}

/** Which variables a script sets and uses, whatever the order. */
export interface ShellVariables {
  readonly assigned: readonly NamedPlace[];
  readonly assignedNames: ReadonlySet<string>;
  readonly used: readonly UsedVariable[];
  /** Also by name alone: in arithmetic, `export`, `[ -v`. */
  readonly usedNames: ReadonlySet<string>;
}

const DECLARES = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);
const IDENTIFIER = /^[A-Za-z_]\w*$/;

const ofScans = new WeakMap<ShellScan, ShellVariables>();

export function variablesOf(scan: ShellScan): ShellVariables {
  const known = ofScans.get(scan);
  if (known !== undefined) return known;
  const assigned: NamedPlace[] = [];
  const usedNames = new Set<string>();
  const parts = scan.all('variable').filter(({ name }) => IDENTIFIER.test(name));
  const used: UsedVariable[] = parts.map((part) => ({ ...part, part }));
  for (const part of parts) {
    usedNames.add(part.name);
    if (/^:?=/.test(part.modifier)) assigned.push(part);
    for (const [name] of `${part.subscript ?? ''} ${/^:/.test(part.modifier) ? part.modifier : ''}`.matchAll(
      /[A-Za-z_]\w*/g,
    ))
      usedNames.add(name);
  }
  for (const command of scan.all('simple')) fromSimple(command, assigned, used, usedNames);
  for (const kind of ['for', 'select'] as const)
    for (const loop of scan.all(kind))
      if (loop.variable === '') fromArithmetic(loop.arithmetic ?? '', loop, assigned, usedNames);
      else {
        const start = loop.start + loop.kind.length + 1;
        assigned.push({ name: loop.variable, start, end: start + loop.variable.length });
      }
  for (const kind of ['arithmetic', 'arithmetic-command'] as const)
    for (const one of scan.all(kind)) fromArithmetic(one.text, one, assigned, usedNames);
  for (const { words, isDouble } of scan.all('test'))
    for (const [at, { raw }] of words.entries()) {
      if (words[at - 1]?.raw === '-v') usedNames.add(/^\w*/.exec(raw)![0]);
      const isNumeric = /^-(?:eq|ne|lt|le|gt|ge)$/;
      if (isDouble && (isNumeric.test(words[at - 1]?.raw ?? '') || isNumeric.test(words[at + 1]?.raw ?? '')))
        for (const [name] of raw.matchAll(/[A-Za-z_]\w*/g)) usedNames.add(name);
    }
  const result = { assigned, assignedNames: new Set(assigned.map(({ name }) => name)), used, usedNames };
  ofScans.set(scan, result);
  return result;
}

function fromSimple(
  { assignments, words, declared }: SimpleCommand,
  assigned: NamedPlace[],
  places: UsedVariable[],
  used: Set<string>,
): void {
  const [first, ...args] = words;
  for (const one of assignments) {
    if (first === undefined) assigned.push({ ...one, end: one.start + one.name.length });
    if (one.isAppending) used.add(one.name);
  }
  const name = first && literalOf(first);
  if (name === undefined) return;
  const plain = args.flatMap((word) => {
    const text = literalOf(word);
    return text !== undefined && IDENTIFIER.test(text) ? [{ name: text, start: word.start, end: word.end }] : [];
  });
  if (DECLARES.has(name)) {
    const isExported = name === 'export' || args.some(({ raw }) => /^-[a-zA-Z]*x/.test(raw));
    for (const one of declared) {
      assigned.push({ ...one, end: one.start + one.name.length });
      if (isExported) used.add(one.name);
    }
    assigned.push(...plain);
    if (name === 'export' || name === 'readonly') for (const one of plain) used.add(one.name);
  } else if (name === 'read') assigned.push(...plainAfterOptions(args, plain, 'adinNptu'));
  else if (name === 'mapfile' || name === 'readarray') assigned.push(...plain.slice(-1));
  else if (name === 'getopts') assigned.push(...plain.slice(-1));
  else if (name === 'printf' && args[0]?.raw === '-v') assigned.push(...plain.slice(0, 1));
  else if (name === 'let') for (const arg of args) fromArithmetic(literalOf(arg) ?? '', arg, assigned, used);
  else if (name === 'trap' || name === 'eval')
    for (const arg of args.filter(({ raw }) => raw.startsWith("'")))
      for (const { 1: found, index } of arg.raw.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
        used.add(found!);
        if (name === 'trap') places.push({ name: found!, start: arg.start + index, end: arg.end, modifier: '' });
      }
}

/** The names that `read` sets: not the value of `-d`, but that of `-a`. */
function plainAfterOptions(
  args: SimpleCommand['words'],
  plain: readonly NamedPlace[],
  valued: string,
): readonly NamedPlace[] {
  const values = new Set<number>();
  for (const [at, { raw }] of args.entries()) {
    const letter = raw.startsWith('-') ? raw.at(-1)! : '';
    if (valued.includes(letter) && letter !== '' && letter !== 'a' && args[at + 1]) values.add(args[at + 1]!.start);
  }
  return plain.filter(({ start }) => !values.has(start));
}

function fromArithmetic(text: string, place: Range, assigned: NamedPlace[], used: Set<string>): void {
  for (const match of text.matchAll(/(\$?)\b([A-Za-z_]\w*)\s*([-+*/%&|^]?=(?!=)|<<=|>>=|\+\+|--)?/g)) {
    const [, dollar, name, operator] = match;
    if (operator !== undefined && dollar === '') assigned.push({ name: name!, start: place.start, end: place.end });
    if (operator !== '=') used.add(name!);
  }
}

/** Whether a use is careful about a variable that may not be set: `${x:-}`, `${x:+"$y"}`. */
export function isGuarded(scan: ShellScan, { modifier, part }: UsedVariable): boolean {
  if (/^:?[-+=?]/.test(modifier)) return true;
  for (let node = part && scan.parentOf(part); node !== undefined && node.kind !== 'word'; node = scan.parentOf(node))
    if (node.kind === 'variable' && /^:?[-+=?]/.test(node.modifier)) return true;
  return false;
}
