import { PlimsollError } from '../../../model/error.ts';
import { nearest } from '../../../util/nearest.ts';
import { keyOf, type OptionName, optionNames, optionOf } from '../options.ts';
import type { Given, GivenOptions } from './given.ts';

export interface ReadFlags {
  readonly operands: readonly string[];
  readonly given: GivenOptions;
}

/**
 * Takes arguments apart: `--name value`, `--name=value` (alone where an option means something without a value), `-x value`, `-xvalue`, switches with `--no-` too; flags and operands in any order,
 * after `--` only operands, `-` is an operand. `cli/unknown-option` for what is no option of the command, `cli/missing-value`.
 */
export function readFlags(argv: readonly string[], names: readonly OptionName[], directory: string): ReadFlags {
  const operands: string[] = [];
  const given = new Map<OptionName, Given>();
  const take = (flag: Flag, text: string) => {
    const before = optionOf(flag.name).kind === 'list' ? (given.get(flag.name)?.texts ?? []) : [];
    given.set(flag.name, { texts: [...before, text], name: flag.written, directory });
  };
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === '--') {
      operands.push(...argv.slice(at + 1));
      break;
    }
    if (word === '-' || !word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const flag = flagOf(word, names);
    if (flag.value !== undefined) take(flag, flag.value);
    else if (optionOf(flag.name).kind === 'switch') take(flag, 'true');
    else if (optionOf(flag.name).bare !== undefined) take(flag, optionOf(flag.name).bare!);
    else if (at + 1 < argv.length) take(flag, argv[++at]!);
    else throw missingValue(flag);
  }
  return { operands, given };
}

interface Flag {
  readonly name: OptionName;
  /** As the user wrote it, without its value. */
  readonly written: string;
  readonly value?: string;
}

function flagOf(word: string, names: readonly OptionName[]): Flag {
  const isLong = word.startsWith('--');
  const equals = isLong ? word.indexOf('=') : -1;
  const written = isLong ? (equals < 0 ? word : word.slice(0, equals)) : word.slice(0, 2);
  const rest = isLong
    ? equals < 0
      ? undefined
      : word.slice(equals + 1)
    : word.slice(2).replace(/^=/, '') || undefined;
  const name = names.find((candidate) =>
    isLong ? `--${keyOf(candidate)}` === written : `-${optionOf(candidate).short}` === written,
  );
  if (name !== undefined) return rest === undefined ? { name, written } : { name, written, value: rest };
  const negated = names.find((candidate) => `--no-${keyOf(candidate)}` === written && rest === undefined);
  const value = negated && (optionOf(negated).kind === 'switch' ? 'false' : optionOf(negated).negated);
  if (negated !== undefined && value !== undefined) return { name: negated, written, value };
  throw unknownOption(written, names);
}

function unknownOption(written: string, names: readonly OptionName[]): PlimsollError {
  const flags = names.map((name) => `--${keyOf(name)}`);
  const meant = nearest(written, flags);
  const elsewhere = optionNames.some((name) => `--${keyOf(name)}` === written);
  const help = meant === undefined ? [] : [`did you mean ${meant}?`];
  const what = elsewhere ? `${written} is no option of this command` : `there is no option ${written}`;
  return new PlimsollError('cli/unknown-option', what, {
    help: [
      ...help,
      'the options: plimsoll help COMMAND; to name something that starts with a dash, write -- before it',
    ],
  });
}

function missingValue({ name, written }: Flag): PlimsollError {
  const { placeholder, values } = optionOf(name);
  return new PlimsollError('cli/missing-value', `${written} needs a value`, {
    help: [values === undefined ? `write ${written} ${placeholder}` : `one of ${values.join(', ')}`],
  });
}
