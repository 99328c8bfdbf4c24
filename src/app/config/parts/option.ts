/** One setting, told once: its flag, environment variable, key in plimsoll.yaml, help and reference all come from this. */
export interface Option<T> {
  readonly kind: 'switch' | 'value' | 'list';
  /** One letter for `-x`. */
  readonly short?: string;
  /** One sentence for the help, without a full stop. */
  readonly summary: string;
  /** What stands for the value in the help: `FILE`. Absent for a switch. */
  readonly placeholder?: string;
  /** All values there are, when they can be counted. */
  readonly values?: readonly string[];
  /** What a value is, in words, when the values cannot be counted. */
  readonly takes?: string;
  /** What holds when nobody says anything, in words. */
  readonly fallback?: string;
  /** What the flag means without a value. A value is then only taken after `=`. */
  readonly bare?: string;
  /** A path in plimsoll.yaml is relative to the directory of that file. */
  readonly isPath?: boolean;
  /** What `--no-…` of an option that is no switch means. */
  readonly negated?: string;
  /** The value of one text; undefined when it is none. A list parses each of its texts. */
  parse(text: string): T | undefined;
}

/** What an option means to the program: a list is an array, all else one value; undefined when nobody named it. */
export type ValueOf<O> =
  O extends ListOption<infer T> ? readonly T[] | undefined : O extends Option<infer T> ? T | undefined : never;

export interface ListOption<T> extends Option<T> {
  readonly kind: 'list';
}

export type Section = Readonly<Record<string, Option<unknown>>>;

type Told = Pick<Option<unknown>, 'short' | 'fallback' | 'isPath' | 'negated' | 'bare'>;

export function switchOption(summary: string, told: Told = {}): Option<boolean> {
  return { kind: 'switch', summary, ...told, parse: (text) => SWITCH[text.toLowerCase()] };
}

/** The words of Go's and YAML's truth values. */
const SWITCH: Readonly<Record<string, boolean>> = {
  '1': true,
  t: true,
  true: true,
  yes: true,
  on: true,
  '0': false,
  f: false,
  false: false,
  no: false,
  off: false,
};

export function textOption(placeholder: string, summary: string, told: Told = {}): Option<string> {
  return { kind: 'value', placeholder, summary, ...told, parse: (text) => text };
}

/** A whole number of at least `least`. */
export function countOption(placeholder: string, least: number, summary: string, told: Told = {}): Option<number> {
  const parse = (text: string) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : -1;
    return value >= least ? value : undefined;
  };
  const takes = `a whole number of at least ${least}`;
  return { kind: 'value', placeholder, takes, summary, ...told, parse };
}

export function choiceOption<T extends string>(
  placeholder: string,
  values: readonly T[],
  summary: string,
  told: Told = {},
): Option<T> {
  return { kind: 'value', placeholder, values, summary, ...told, parse: (text) => choose(values, text) };
}

/** Several of some values, separated by commas or given several times. */
export function choicesOption<T extends string>(
  placeholder: string,
  values: readonly T[],
  summary: string,
  told: Told = {},
): ListOption<T> {
  return { kind: 'list', placeholder, values, summary, ...told, parse: (text) => choose(values, text) };
}

export function listOption(placeholder: string, summary: string, told: Told = {}): ListOption<string> {
  return { kind: 'list', placeholder, summary, ...told, parse: (text) => text };
}

function choose<T extends string>(values: readonly T[], text: string): T | undefined {
  return values.find((value) => value === text.toLowerCase());
}
